"""Names people go by in the street, as the teams write them down. Invented."""

MEN = (
    "il sarto", "Bobo", "il professore", "Jimmy", "Papi", "il biondo", "Rasta", "Zizou",
    "il meccanico", "Kalò", "Tyson", "il dottore", "Simba", "Lucky", "il barbiere", "Momo",
    "Alì il lungo", "Sugar", "il poeta", "Drogba", "il pescatore", "Nino", "Capitano", "Baba",
    "Rambo", "il cuoco", "Vecchio", "Tony", "Pizza", "il silenzioso", "Messi", "Charly",
    "il muratore", "Dede", "Ninja", "Berretto rosso", "il pittore", "Zorro", "Sam", "Fifo",
)  # fmt: skip

WOMEN = (
    "zia Lulù", "Mama Joy", "Bella", "la maestra", "Sister", "Lola", "la signora del parco",
    "Mimì", "Nonna", "Stella", "la cantante", "Fifì", "Queen", "la sarta", "Rosa", "Mama Africa",
    "Titti", "la dottoressa", "Luna", "Sasà", "la ragazza col cane", "Nana", "Baby", "Perla",
)  # fmt: skip
