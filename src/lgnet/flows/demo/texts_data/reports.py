"""What callers say, one report a line: `for whom | signs | words`.

For whom: MAN, WOMAN, BOY (a minor alone), LONE (a parent with children), FAMILY, COUPLE,
GROUP, ELDER. Signs are those of `texts.Signs`; `!` before a sign says the caller rules it
out; what is not named is unknown. An indented line goes on with the one before.
To fill: {dove} {lingua} {figli} {n} {eta}.
"""

from typing import NamedTuple

LINES = """
MAN | outdoors alone | Uomo solo {dove}, avvolto in un telo di plastica. {lingua}. È lì da tre
  notti, non chiede niente.
MAN | outdoors alone | C'è un signore che dorme su dei cartoni {dove}. Ho provato a parlargli,
  {lingua}, sembra infreddolito.
MAN | outdoors alone illness | Ragazzo sdraiato {dove}, tossisce molto e ha le labbra screpolate.
  Dice di avere la febbre da ieri. {lingua}.
MAN | outdoors alone illness | Uomo con una gamba fasciata alla meglio {dove}, zoppica, la benda è
  sporca. Non vuole andare al pronto soccorso.
MAN | outdoors alone danger | Uomo a terra {dove}, respira ma non risponde bene. Ho già chiamato
  il 118, vi avviso perché è uno dei vostri ragazzi.
MAN | outdoors alone mental | Uomo che parla da solo e grida contro i passanti {dove}. Si è tolto
  le scarpe. La gente ha paura, lui più di loro.
MAN | alone mental | Ragazzo seduto {dove} da ore, piange e ripete che vuole morire. {lingua}. Un
  passante è rimasto con lui.
MAN | outdoors alone violence | Ragazzo con il viso gonfio {dove}: dice che lo hanno picchiato
  stanotte per rubargli il telefono. Ha paura di tornare dove dorme.
MAN | violence | Lavora in un magazzino e dorme lì dentro: il padrone gli ha preso i documenti e
  non lo paga da mesi. Chiede aiuto a bassa voce.
MAN | outdoors alone disability | Uomo in carrozzina {dove}, una ruota rotta. Da ieri non riesce a
  raggiungere la mensa. {lingua}.
MAN | basics alone !outdoors | Chiede dove può fare una doccia e lavare i vestiti. Dorme da un
  amico ancora per qualche giorno.
MAN | basics !outdoors | Due parole in italiano, chiede un pasto e un posto per ricaricare il
  telefono. Deve chiamare la madre.
MAN | basics alone | Chiede un indirizzo per ricevere la posta della Questura. Senza, perde
  l'appuntamento per il permesso.
MAN | outdoors alone | È uscito dal centro di accoglienza venerdì con una borsa sola. Da allora
  dorme {dove}. {lingua}.
MAN | outdoors alone | Dice che il contratto è finito e con il lavoro anche il letto. Ha passato
  le ultime notti {dove}.
MAN | outdoors alone | Il bar ci segnala un ragazzo che resta {dove} fino alla chiusura e poi
  torna lì a dormire. Educato, molto stanco.
MAN | outdoors alone | Uomo in tenda {dove}. L'acqua è salita e ha tutto bagnato. Chiede una
  coperta asciutta e dove passare la notte.
MAN | outdoors alone illness | Mi ha fermato un uomo {dove}: è diabetico, ha finito l'insulina due
  giorni fa. {lingua}.
MAN | outdoors | Sgomberato stamattina da un casolare, è rimasto {dove} con due sacchi. Aspetta
  che qualcuno gli dica dove andare.
MAN | outdoors alone | Un ragazzo dorme dentro una macchina abbandonata {dove}. La sera accende un
  fuoco, è pericoloso.
MAN | alone | Si presenta allo sportello con la ricevuta del permesso e uno zaino. Da stasera non
  ha più ospitalità.
MAN | alone mental | Dimesso dal reparto di psichiatria senza un indirizzo. Il medico chiede se
  potete vederlo prima di notte.
MAN | outdoors alone | Vigilanza notturna: persona accampata {dove}, nessun disturbo, ma stanotte
  è prevista pioggia forte.
MAN | alone !outdoors | Esce dal carcere domani mattina, non ha casa né famiglia in Italia. Lo
  segnala l'educatrice.
MAN | outdoors alone | {lingua}. Fa capire a gesti che ha freddo e che non mangia da ieri. Si
  trova {dove}.
MAN | outdoors alone illness | Ha le mani piene di tagli infetti, lavora nei campi senza guanti.
  Dorme {dove} con altri che vanno e vengono.
WOMAN | outdoors alone | Donna sola {dove}, con una valigia. {lingua}. Tiene la testa coperta e
  non vuole che ci si avvicini troppo.
WOMAN | outdoors alone pregnancy | Donna incinta {dove}, avrà sei o sette mesi. Dice che l'hanno
  mandata via dalla casa dove lavorava. {lingua}.
WOMAN | alone pregnancy illness | Ragazza incinta con perdite e dolori, seduta {dove}. Non ha
  medico e ha paura di andare in ospedale.
WOMAN | pregnancy !outdoors | Ragazza al quarto mese ospite da una connazionale: da domani non può
  più restare. Chiede un posto tranquillo.
WOMAN | alone violence !outdoors | Telefona piano da un bagno: il marito la chiude in casa. Chiede
  se qualcuno può aspettarla {dove} quando lui esce.
WOMAN | outdoors alone violence | Donna con un occhio nero {dove}, trema. Dice che è scappata ieri
  sera e che lui la cerca.
WOMAN | alone violence | Ragazza giovanissima {dove}: la controlla un uomo in macchina, quando si
  allontana chiede aiuto in inglese.
WOMAN | alone violence !outdoors | L'associazione antitratta segnala una donna che ha deciso di
  lasciare la strada. Serve un posto protetto stanotte.
WOMAN | outdoors alone illness | Donna {dove} con la febbre alta e la tosse, le labbra viola dal
  freddo. {lingua}.
WOMAN | alone mental | Donna che vaga {dove} cercando il figlio, ma il figlio è in un'altra città.
  È confusa, non dorme da giorni.
WOMAN | basics alone | Chiede assorbenti, un cambio e una doccia in un posto solo per donne.
WOMAN | basics !outdoors | Fa la badante a ore, dorme sul divano di un'amica: chiede solo dove
  lavare la biancheria e mangiare a mezzogiorno.
WOMAN | alone !outdoors | La signora che assisteva è morta e i figli le hanno dato due giorni per
  lasciare la casa.
WOMAN | outdoors alone disability | Donna con le stampelle {dove}, fatica a salire i gradini.
  {lingua}.
WOMAN | outdoors alone | La biglietteria segnala una donna che passa le notti {dove}. Di giorno si
  lava e si pettina con cura, non sembra.
WOMAN | alone | È arrivata con il treno del pomeriggio, ha un numero di telefono che non risponde
  e nessun altro contatto.
BOY | outdoors alone | Ragazzo che dice di avere {eta} anni, solo {dove}. Ha fame e ripete il nome
  di uno zio che non risponde.
BOY | outdoors alone | C'è un ragazzino {dove}, avrà {eta} anni, con uno zaino da scuola.
  {lingua}. Non vuole venire con la polizia.
BOY | alone illness | Minore solo {dove}, si gratta molto e ha piaghe sulle mani. Dice {eta} anni.
  {lingua}.
BOY | outdoors alone violence | Ragazzino di circa {eta} anni {dove}: mostra bruciature sulle
  braccia, dice «Libia» e poi non parla più.
BOY | alone | Il capotreno ha fatto scendere un ragazzo senza biglietto, {eta} anni, nessun
  adulto. Aspetta {dove}.
BOY | outdoors alone | Due volontari hanno trovato un ragazzo di {eta} anni che dorme {dove}. È
  arrivato sotto un camion.
BOY | alone violence | Un ragazzo di {eta} anni lavora di notte all'autolavaggio e dorme lì. Dice
  che deve restituire il viaggio.
BOY | alone mental | Minore di circa {eta} anni {dove}, non parla e non mangia da quando è sceso
  dal pullman.
BOY | alone basics | Ragazzo di {eta} anni: chiede scarpe, le sue sono aperte. È scappato da una
  comunità di un'altra regione.
BOY | outdoors alone | Ragazzo con una felpa leggera {dove}, dice diciotto anni ma ne dimostra
  {eta}. Batte i denti.
BOY | alone | Accompagnato da un connazionale che non è parente: dice di non poterlo tenere. Avrà
  {eta} anni. {lingua}.
BOY | outdoors alone illness | Ragazzino {dove}, {eta} anni, zoppica: una caviglia molto gonfia da
  quando ha passato il confine.
LONE | outdoors | Madre sola con {figli} {dove}. Hanno le borse con sé. Stasera non hanno dove
  dormire. {lingua}.
LONE | outdoors | Donna con {figli} {dove} da due ore, hanno freddo. Dice di non avere nessuno.
LONE | outdoors pregnancy | Donna incinta con {figli} {dove}. È stanca, chiede solo di sedersi al
  caldo. {lingua}.
LONE | outdoors illness | Madre con {figli}: il più piccolo scotta e tossisce. Sono {dove}.
  {lingua}.
LONE | violence !outdoors | È uscita di casa con {figli} e i documenti in tasca: il compagno la
  minaccia. È al sicuro in un negozio fino alle otto.
LONE | outdoors violence | Donna con {figli} {dove}, segni sul collo. Ha paura che lui passi di
  qui.
LONE | !outdoors | Sfratto eseguito stamattina: genitore solo con {figli}. Le masserizie sono sul
  marciapiede.
LONE | !outdoors | La scuola segnala: {figli} e un genitore solo, da una settimana dormono in
  macchina o da conoscenti.
LONE | outdoors | Genitore solo con {figli} dorme in auto {dove}. Di giorno li porta al parco
  perché non si veda.
LONE | !outdoors disability | Genitore solo con {figli}, uno con disabilità. La stanza in affitto
  è al quarto piano senza ascensore e finisce domenica.
LONE | basics !outdoors | Chiede pannolini e latte, con {figli}. Per ora è ospite di una
  parrocchia.
LONE | outdoors mental | Donna molto agitata {dove} con {figli}: piange e ride, i bambini le
  tengono la mano. {lingua}.
LONE | !outdoors | La parrocchia non può più ospitare un genitore con {figli}: servono due giorni
  per trovare una soluzione.
LONE | outdoors | Appena scesi dall'autobus, genitore e {figli}. Hanno un foglio con un indirizzo
  che non esiste. Sono {dove}.
FAMILY | outdoors | Famiglia con {figli} {dove}. Il padre chiede un posto almeno per la madre e i
  bambini. {lingua}.
FAMILY | outdoors | Coppia con {figli} in una macchina carica {dove}. Finestrini appannati, i
  bambini a scuola non ci vanno.
FAMILY | outdoors pregnancy | Famiglia {dove}: lei è all'ottavo mese, con {figli}. Da stanotte il
  tetto dove stavano non c'è più.
FAMILY | outdoors illness | Famiglia con {figli} {dove}; il padre ha la bombola dell'ossigeno
  quasi vuota. {lingua}.
FAMILY | !outdoors | La proprietaria ha cambiato la serratura: padre, madre e {figli} sono sul
  pianerottolo con le borse.
FAMILY | !outdoors | Incendio nell'appartamento accanto: nucleo con {figli} evacuato, ospite della
  palestra della scuola fino a domani.
FAMILY | !outdoors | Nucleo con {figli} in uscita dal centro straordinario: il progetto finisce il
  trenta, non hanno ancora una casa.
FAMILY | !outdoors disability | Famiglia con {figli}: uno usa la carrozzina e l'albergo pagato
  dall'associazione non ha l'ascensore.
FAMILY | violence !outdoors | Famiglia con {figli}: minacciati dai vicini, hanno trovato scritte
  sulla porta. Chiedono di poter andare altrove.
FAMILY | !outdoors | Arrivati da parenti che sono già in sei in due stanze, con {figli}. Reggono
  ancora una settimana.
FAMILY | outdoors | Sgombero del campo di stamattina: rimane una famiglia con {figli} {dove},
  rifiutano di separarsi.
FAMILY | basics !outdoors | Chiedono vestiti pesanti e una visita pediatrica per {figli}. Dormono
  in una stanza in subaffitto.
FAMILY | outdoors mental | Famiglia con {figli} {dove}: la madre non si alza e non parla da
  giorni, dice il marito.
FAMILY | outdoors | Li ho visti {dove} alle undici di sera, con {figli} che dormono sulle valigie.
  {lingua}.
FAMILY | !outdoors | Protezione civile: un nucleo con {figli} arrivato stamattina, parla la vicina
  per loro. {lingua}.
FAMILY | !outdoors illness | La pediatra segnala {figli} con la bronchite in una stanza piena di
  muffa. La famiglia è in regola con l'affitto.
COUPLE | outdoors | Uomo e donna {dove} sotto lo stesso piumone. {lingua}. Non vogliono essere
  separati.
COUPLE | outdoors pregnancy | Coppia giovane {dove}, lei è incinta. Hanno dormito in stazione e li
  hanno fatti uscire.
COUPLE | outdoors illness | Coppia {dove}: lui sta male allo stomaco da tre giorni, lei chiede un
  medico.
COUPLE | !outdoors | Coppia in uscita dall'accoglienza: lui ha un lavoro a termine, nessuno
  affitta senza due buste paga.
COUPLE | !outdoors disability | Lei non vede quasi più e lui la accompagna ovunque. La stanza che
  avevano è stata venduta.
COUPLE | outdoors violence | Coppia di ragazze {dove}: insultate e spinte nel dormitorio, non
  vogliono tornarci.
COUPLE | basics !outdoors | Chiedono dove mangiare insieme e un posto per lasciare le borse
  durante il lavoro.
COUPLE | outdoors mental | Lui trema e fissa il vuoto, lei chiede di chiamare qualcuno che parli
  la loro lingua. Sono {dove}.
GROUP | outdoors | {n} ragazzi dormono {dove}, in fila, con le scarpe sotto la testa. {lingua}.
GROUP | outdoors | Gruppo di {n} persone {dove}, arrivate stamattina. Hanno un solo telefono e
  poca acqua.
GROUP | outdoors | {n} braccianti dormono {dove}: il furgone li lascia lì la sera e li riprende
  alle quattro.
GROUP | outdoors illness | {n} giovani {dove}; uno ha la scabbia, lo dice lui stesso. Chiedono
  coperte pulite.
GROUP | outdoors violence | Rissa ieri notte {dove}: restano in {n}, uno con la mano fasciata.
  Hanno paura che tornino.
GROUP | outdoors | {n} persone sgomberate da un capannone, sono {dove} con i materassi.
GROUP | !outdoors | {n} ragazzi in uscita dallo stesso centro lunedì prossimo. Vorrebbero restare
  insieme, due lavorano.
GROUP | basics | In {n} chiedono docce e un posto dove ricaricare i telefoni. {lingua}.
GROUP | outdoors | {n} uomini {dove} intorno a un fuoco dentro un bidone. Il vento gira, è vicino
  alle siepi.
GROUP | outdoors | Fratelli o cugini, {n}, {dove}. Il più grande parla per tutti. {lingua}.
GROUP | outdoors mental | In {n} {dove}: uno di loro si è fatto dei tagli alle braccia, gli altri
  non sanno che fare.
GROUP | !outdoors | Appartamento sovraffollato, in {n} su sei materassi: il proprietario li vuole
  fuori entro venerdì.
GROUP | outdoors | Appena sbarcati e trasferiti, {n} persone hanno lasciato il pullman e sono
  {dove}. Non capiscono dove si trovano.
ELDER | outdoors alone | Signore anziano {dove}, seduto sulla sua valigia. {lingua}. Non sa dire
  dove abita.
ELDER | outdoors alone illness | Uomo anziano {dove}, le caviglie gonfie, respira a fatica.
  Rifiuta l'ambulanza.
ELDER | alone !outdoors | Donna sui settant'anni: la famiglia dove viveva è partita e non l'ha
  portata. Ha le medicine in un sacchetto.
ELDER | outdoors disability | Persona anziana con il bastone {dove}, è caduta due volte oggi.
  {lingua}.
ELDER | alone mental | Anziano disorientato {dove}, chiede sempre che giorno è. Ha un braccialetto
  d'ospedale.
ELDER | basics alone !outdoors | Uomo anziano, chiede un pasto caldo e qualcuno con cui parlare.
  Dorme in una stanza in affitto.
ELDER | outdoors alone | Da una settimana dorme {dove} un signore con la barba bianca. Stanotte
  scende sotto zero.
"""

DETAILS = (
    "sotto il portico", "vicino alla fermata", "dietro l'edicola", "sulla panchina grande",
    "nel sottopasso", "davanti alla chiesa", "sulle scale", "nel parcheggio", "dietro il mercato",
    "accanto ai cassonetti", "sotto il ponte", "vicino alla fontana", "all'ingresso del parco",
    "sotto la pensilina", "nell'androne", "lungo il muro", "vicino ai bagni pubblici",
    "tra le siepi", "davanti alla farmacia", "nello slargo del distributore",
)  # fmt: skip


class Source(NamedTuple):
    """Who calls: channel of the report, words, and what a case opened after it comes from."""

    channel: str
    words: str
    case_origin: str


SOURCES = (
    (Source("PHONE", "cittadino", "STREET"), 18),
    (Source("PUBLIC", "cittadino, dalla pagina pubblica", "STREET"), 10),
    (Source("PARTNER", "servizi sociali", "SOCIAL"), 16),
    (Source("PHONE", "pronto intervento sociale", "SOCIAL"), 10),
    (Source("PARTNER", "associazione", "ASSOC"), 15),
    (Source("PHONE", "polizia municipale", "AUTHORITY"), 8),
    (Source("PARTNER", "servizi sanitari", "SOCIAL"), 7),
    (Source("PARTNER", "centro di accoglienza", "RECEPTION"), 6),
    (Source("DESK", "persona interessata", "SELF"), 5),
    (Source("FIELD", "unità di strada", "STREET"), 5),
)
