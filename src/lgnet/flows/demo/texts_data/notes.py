"""What operators write after a visit and after an interview, and the needs they record.

One note a line; an indented line goes on with the one before.
"""

MET = """
Incontrato sul posto, tranquillo. Accetta una coperta e un tè, verrà allo sportello domani
  mattina.
Trovato dove indicato. Parla poco, si fida dopo dieci minuti. Prende il biglietto con l'orario.
Incontro con mediatore al telefono. Capisce la proposta, chiede una notte per pensarci.
Sta bene, è solo stanco. Ha fame: lasciati due pasti e acqua.
Ha freddo, vestiti bagnati. Dati cambio e sacco a pelo. Accompagnamento concordato per domani.
Lesioni superficiali ai piedi, medicate dall'infermiera. Nessun segno di urgenza.
Febbre riferita, misurati 38,4. Sentita la guardia medica, visita domattina.
Chiede di non essere fotografato e che non si dica dove dorme. Rassicurato.
Dice di avere un fratello in un'altra città, il numero non risponde. Riproveremo.
Documenti visti: ricevuta di rinnovo, piegata ma leggibile.
Racconta di aver perso il posto in accoglienza per assenza. Vuole lavorare, sa fare il cuoco.
Preoccupata per i bambini. Le spieghiamo che restano insieme.
Accompagnata al punto di ristoro, ha dormito in sedia fino alle sei. Torna allo sportello con noi.
Conosciuto da altri della zona con un soprannome. Nome completo da confermare.
Prima diffidenza, poi ha mostrato le foto della famiglia. Preferisce essere contattato la sera.
Ha accettato il posto temporaneo per stanotte. Entrato alle 23:10.
Parla italiano abbastanza bene, fa da interprete per gli altri due.
Segnalata tosse da settimane: proposta radiografia, accetta se qualcuno lo accompagna.
Chiede soprattutto un indirizzo per la posta. Spiegato il fermo posta.
Colloquio breve, passavano persone. Ci vediamo domani nello stesso posto alle 20.
È spaventata, guarda sempre verso la strada. Spostate in un bar, poi ha parlato.
Il più piccolo dorme, gli altri giocano. Serve latte e un posto caldo stasera.
Vuole restare vicino al lavoro: attacca alle cinque al mercato ortofrutticolo.
Rifiuta il dormitorio per un'esperienza precedente. Accetterebbe una stanza piccola.
Ha con sé le medicine per la pressione, bastano per tre giorni.
Mani screpolate e tagli da lavoro. Dato kit, spiegato come tenerli puliti.
Dice sedici anni. Avvisati subito i servizi per i minori, resta con noi fino al loro arrivo.
Situazione calma, niente alcol. Due dei presenti già seguiti da noi.
Ha riconosciuto l'operatrice dell'anno scorso. Riprendiamo da dove avevamo lasciato.
Chiede un corso di italiano prima di tutto. Il resto, dice, viene dopo.
"""

NOBODY = """
Nessuno sul posto. Restano cartoni e una coperta piegata. Ripassiamo domani sera.
Girato tutto il parco, nessuna persona corrisponde. Lasciato detto al chiosco.
Il custode dice che se n'è andato prima delle sei. Verso la stazione, pare.
Trovato solo lo zaino di qualcun altro. Chi ha segnalato non risponde al telefono.
Pioggia forte, portico vuoto. Probabile che si siano spostati al coperto.
Area già sgomberata. Chiesto alla pattuglia, nessun nominativo.
Posto giusto, persona no: c'era un turista che aspettava l'autobus.
Luci spente, auto non più presente. Targa non nota.
"""

REFUSED = """
Ringrazia e rifiuta. Accetta il biglietto, forse ci chiama.
Non vuole parlare stasera. Nessun pericolo evidente, torniamo giovedì.
Rifiuta ogni proposta: teme di perdere il posto dove dorme. Lasciata coperta.
Dice di avere già un appuntamento con un'altra associazione.
Si allontana appena ci vede. Non insistiamo.
Aspetta un amico che arriva domani, poi deciderà.
"""

INTERVIEWS = """
Primo colloquio con mediatrice. Ricostruito il percorso: accoglienza fino a marzo, poi lavoro in
  nero.
Letti insieme il permesso e la scadenza. Fissato l'appuntamento in Questura per il rinnovo.
Spiegati diritti e doveri, consegnata l'informativa nella sua lingua. Firma con una croce.
Chiede di non vivere con persone dello stesso paese. Motivo riferito, annotato tra le esigenze.
Lavora la notte: serve una stanza dove si possa dormire di giorno.
Ha un figlio rimasto con la nonna. Vuole capire i tempi del ricongiungimento.
Iscritto al servizio sanitario, scelto il medico. Prima visita tra dieci giorni.
Bilancio delle competenze: saldatore, patente del suo paese, italiano A2.
Parla di incubi e insonnia. Accetta di vedere la psicologa, non il gruppo.
Verifica della situazione economica: circa 450 euro al mese, nessun conto corrente.
Aperto conto di base. Il datore di lavoro può finalmente fare il bonifico.
Colloquio con la scuola: posto per entrambi i bambini da lunedì, serve il certificato vaccinale.
Visita ginecologica prenotata, gravidanza regolare al quinto mese.
Ha perso il certificato di nascita. Contattato il consolato, risposta entro un mese.
Chiede la residenza. Valutata l'iscrizione presso la casa comunale.
Ricevuto esito della Commissione: protezione speciale. Spiegato che cosa cambia.
Ricorso depositato dall'avvocata, udienza tra sei mesi. Sa che può lavorare intanto.
Non ha mai visto un dentista. Segnalato all'ambulatorio solidale.
Preferisce stare con la sorella, anche in due in una stanza piccola.
È puntuale e preciso. Vuole un corso serale di meccanica.
Riferisce episodi di violenza durante il viaggio. Avviato l'accertamento con il centro
  specializzato.
Racconta la fuga dalla casa. Valutato il rischio con il centro antiviolenza, indirizzo riservato.
Ha bisogno di un bagno senza barriere. Escluse le case con gradini.
Il nucleo vuole restare nel quartiere per la scuola dei figli. Annotato come preferenza, non come
  vincolo.
Ha trovato una stanza tramite un collega, manca la cauzione. Verifichiamo il contributo.
Colloquio di metà percorso: parla con i vicini, paga la sua quota con regolarità.
Tensione in casa per i turni di pulizia. Incontro di mediazione fissato per giovedì.
Contratto a tempo indeterminato firmato oggi. Si comincia a cercare casa.
Visto l'appartamento con l'agenzia. Il proprietario chiede un garante.
Saltato il secondo appuntamento. Richiamato, era al lavoro: spostato alle 19.
Verifica del piano: italiano raggiunto, lavoro da consolidare, casa da trovare.
Ha imparato a prenotare le visite da sola. Chiude l'obiettivo salute.
Ansioso per l'arrivo dei genitori. Ricalcolati i posti necessari.
Sistemata la tessera sanitaria, il codice fiscale era sbagliato di una lettera.
Accompagnato all'agenzia delle entrate per il codice definitivo.
Chiede di cambiare operatore di riferimento. Motivo ascoltato, si può fare.
La bambina non dorme. Inviata al consultorio con la mediatrice.
Smesso di bere da tre settimane, lo dice con orgoglio. Prosegue al servizio dipendenze.
Informato sulle attività di impegno civico: interessato al verde pubblico.
Tirocinio in panetteria confermato, comincia alle quattro. Chiesta una bicicletta.
Il permesso scade tra quaranta giorni: raccolti i documenti, manca una fototessera.
Colloquio interrotto dal telefono: la madre in ospedale. Riprendiamo quando vuole.
Ha chiesto che la cugina non sappia dove vive. Registrato.
Ultimo colloquio prima dell'uscita: chiavi, utenze, volture. È pronto.
Follow-up telefonico: lavora ancora, paga l'affitto, ha invitato l'operatrice a cena.
"""

EXITS = {
    "AUTONOMY": (
        "Entrato in una stanza in affitto con contratto regolare.",
        "Casa trovata tramite l'agenzia sociale, contratto quattro più quattro.",
        "Si trasferisce dal fratello, che ha una casa adatta e un contratto.",
        "Appartamento condiviso con due colleghi, cauzione versata.",
    ),
    "TRANSFER": (
        "Trasferimento in un altro Comune per lavoro, presa in carico concordata.",
        "Passaggio a una struttura più adatta alle esigenze di salute.",
    ),
    "SERVICE": (
        "Ingresso in un progetto SAI del territorio.",
        "Assegnato un posto in accoglienza, accompagnato oggi.",
    ),
    "LEFT": (
        "Ha lasciato la struttura senza avvisare. Telefono spento.",
        "Partito per raggiungere un parente all'estero.",
        "Uscita volontaria, non ha voluto lasciare un recapito.",
    ),
}

REFUSALS = (
    ("FAR_FROM_WORK", "Troppo lontano dal lavoro, attacca prima del primo autobus."),
    ("SHARED_ROOM", "Non vuole condividere la stanza con persone che non conosce."),
    ("FAMILY_APART", "Il nucleo non accetta di dividersi."),
    ("FOUND_ALONE", "Ha trovato da solo una sistemazione."),
    ("FEAR", "Conosce chi abita nella struttura e ha paura."),
)

NEEDS = {
    "HOUSING": ("HOUSING", "Un posto dove dormire"),
    "FOOD": ("FOOD", "Pasti"),
    "HYGIENE": ("FOOD", "Docce, lavanderia, vestiti"),
    "HEALTH": ("HEALTH", "Cure e medico di base"),
    "MENTAL_HEALTH": ("PSY", "Sostegno psicologico"),
    "LEGAL": ("LEGAL", "Permesso di soggiorno e tutela legale"),
    "DOCUMENTS": ("LEGAL", "Codice fiscale, tessera sanitaria, residenza"),
    "LANGUAGE": ("LANGUAGE", "Corso di italiano"),
    "WORK": ("WORK", "Lavoro e formazione"),
    "SCHOOL": ("SCHOOL", "Scuola per i figli"),
    "CHILDCARE": ("OTHER", "Sostegno alla genitorialità"),
    "SAFETY": ("SAFETY", "Protezione da violenza o sfruttamento"),
    "INCOME": ("OTHER", "Sostegno economico e conto corrente"),
    "MAIL": ("OTHER", "Indirizzo per la posta"),
    "DISABILITY": ("OTHER", "Ausili e accessibilità"),
}
"""What a household needs: code of the kind of need, and the words of the note."""
