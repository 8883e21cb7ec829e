"""Invented names for facilities, streets and cooperatives."""

FACILITY_NAMES = {
    "FLAT": (
        "Appartamenti Melograno", "Alloggi del Ponte Nuovo", "Appartamenti Tre Gelsi",
        "Alloggi Via Lunga", "Appartamenti La Filanda", "Alloggi Pietra Serena",
        "Appartamenti Girasole Alto", "Alloggi del Mulino Vecchio", "Appartamenti Ginestra",
        "Alloggi Cortile Aperto", "Appartamenti Le Fornaci", "Alloggi Orto Grande",
    ),
    "SHELTER": (
        "Riparo Santa Chiara", "Casa di passaggio Il Molo", "Rifugio Porta Nord",
        "Accoglienza La Sosta", "Riparo Stella Maris", "Casa di passaggio Il Faro",
        "Rifugio Le Arcate", "Accoglienza Il Traghetto",
    ),
    "PROTECTED": (
        "Casa Magnolia", "Casa Airone", "Casa Verbena", "Casa Alba Chiara", "Casa Mirto",
        "Casa Rondine",
    ),
    "COHOUSING": (
        "Coabitare Le Officine", "Casa comune Il Tiglio", "Coabitare San Rocco",
        "Casa comune Il Telaio", "Coabitare La Darsena", "Casa comune Quattro Venti",
    ),
    "SECOND": (
        "Residenza Il Gelso", "Residenza La Bussola", "Residenza Il Mulino",
        "Residenza Le Querce", "Residenza Il Sentiero", "Residenza San Giusto",
    ),
    "FIRST": (
        "Prima soglia Il Veliero", "Prima soglia La Rotta", "Prima soglia Terraferma", "Prima soglia L'Aquilone",
    ),
}  # fmt: skip

STREETS = (
    "via dei Tintori", "via delle Officine", "via San Marco", "via della Fornace",
    "via Mazzini", "viale dei Platani", "via del Lavoro", "via Garibaldi", "via dell'Olmo",
    "via Santa Lucia", "via dei Mille", "via Matteotti", "via della Pace", "via Bixio",
    "via del Mercato", "vicolo Stretto", "via delle Rose", "via Gramsci", "via del Pozzo",
    "via Pascoli",
)  # fmt: skip

COOPERATIVES = (
    "Pontile", "Controvento", "Radici Nuove", "La Maniglia", "Terza Sponda", "Passo Dopo Passo",
    "Il Cantiere Aperto", "Lanterna Blu", "Orizzonte Comune", "Il Filo di Lana", "Casa Ventura",
    "Sottovento", "La Chiave di Volta", "Altra Riva", "Mani e Mattoni",
    "Il Pane Quotidiano Nuovo", "Cortili", "La Stadera", "Arca di Quartiere", "Bussola Sociale",
    "Il Nodo Largo", "Traversata", "La Soglia Aperta", "Terra di Mezzo Sud", "L'Albero Maestro",
    "Sestante", "Punto a Capo Nuovo", "La Giostra Lenta", "Voci Vicine", "Primo Gradino",
    "Il Chiostro", "Ago e Bussola", "Le Sei Porte", "Ponti di Carta", "Nuova Sponda",
    "La Bottega del Tempo", "Fuoririva", "Oltre il Cancello", "La Tessitura", "Il Varco",
    "Semina", "Largo Respiro", "Mezzogiorno Solidale", "Scirocco Sociale", "L'Approdo Lento",
    "Case Vive", "La Corte Chiara", "Il Cardine", "Rosa dei Venti Sud", "Sopra la Soglia",
    "Le Mura Aperte", "Tre Fontane Solidali", "La Spola", "Il Vicolo Largo",
)  # fmt: skip

STAFF_WOMEN = (
    "Marta", "Giulia", "Chiara", "Elena", "Francesca", "Silvia", "Paola", "Anna", "Laura",
    "Sara", "Valeria", "Ilaria", "Caterina", "Beatrice", "Lucia", "Federica", "Alice", "Monica",
    "Irene", "Teresa", "Samira", "Fatou", "Oksana", "Leila", "Blessing", "Mirela",
)  # fmt: skip

STAFF_MEN = (
    "Marco", "Luca", "Andrea", "Paolo", "Davide", "Matteo", "Stefano", "Simone", "Giorgio",
    "Pietro", "Tommaso", "Antonio", "Salvatore", "Nicola", "Lorenzo", "Emanuele", "Karim",
    "Bilal", "Ousmane", "Yonas", "Tariq", "Farid",
)  # fmt: skip

STAFF_FAMILY = (
    "Lapini", "Bencistà", "Moretti", "Galli", "Ferraro", "Costantini", "Marchesan", "Piras",
    "Greco", "Caputo", "Salvemini", "Rinaldini", "Ventura", "Bassani", "Cattaneo", "Ricciardi",
    "Lo Presti", "Zamboni", "Ferrari", "Degasperi", "Santoro", "Esposito", "Orlandini",
    "Tedesco", "Vitale", "Parisi", "Mancuso", "Bianchini", "Corradi", "Fontanelli", "Giordano",
    "Lombardini", "Monti", "Negri", "Palmieri", "Quaglia", "Sartori", "Valenti", "Zanetti",
    "Benassi", "Carboni", "Deiana",
)  # fmt: skip

MEDIATOR_FAMILY = {
    "Samira": "Ben Salah", "Fatou": "Ndiaye", "Oksana": "Kovalenko", "Leila": "Rahimi",
    "Blessing": "Osagie", "Mirela": "Hoxha", "Karim": "Haddad", "Bilal": "Qureshi",
    "Ousmane": "Diallo", "Yonas": "Tesfay", "Tariq": "Miah", "Farid": "Karimi",
}  # fmt: skip

MEDIATOR_LANGUAGES = {
    "Samira": ("ar", "fr"), "Fatou": ("wo", "fr"), "Oksana": ("uk", "ru"), "Leila": ("fa", "en"),
    "Blessing": ("en", "pcm"), "Mirela": ("sq",), "Karim": ("ar", "fr"), "Bilal": ("ur", "pa"),
    "Ousmane": ("ff", "fr"), "Yonas": ("ti", "am"), "Tariq": ("bn", "en"), "Farid": ("fa", "ps"),
}  # fmt: skip
