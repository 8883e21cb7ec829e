"""Public places of the larger cities: `name; kind; latitude; longitude`, one a line."""

PLACES = {
    "048017": """
Piazza della Stazione, Santa Maria Novella; STATION; 43.7762; 11.2486
Piazza dell'Indipendenza; SQUARE; 43.7789; 11.2530
Cascine, viale degli Olmi; PARK; 43.7828; 11.2270
Cascine, l'Indiano; RIVERSIDE; 43.7905; 11.2010
Novoli, piazza Ugo di Toscana; SQUARE; 43.7905; 11.2235
Rifredi, piazza Dalmazia; SQUARE; 43.7987; 11.2397
Stazione di Rifredi; STATION; 43.7955; 11.2372
Le Piagge, via Lombardia; QUARTER; 43.7998; 11.1732
Isolotto, piazza dei Tigli; SQUARE; 43.7716; 11.2095
Legnaia, via Pisana; QUARTER; 43.7720; 11.2210
Gavinana, piazza Gavinana; SQUARE; 43.7561; 11.2780
Galluzzo, piazza Acciaiuoli; SQUARE; 43.7381; 11.2280
Campo di Marte, giardini; PARK; 43.7800; 11.2830
Stazione di Campo di Marte; STATION; 43.7770; 11.2765
Piazza Santissima Annunziata; SQUARE; 43.7764; 11.2606
Piazza Santo Spirito; SQUARE; 43.7670; 11.2482
Piazza Tasso; SQUARE; 43.7683; 11.2411
Sant'Ambrogio, piazza Ghiberti; MARKET; 43.7702; 11.2677
Lungarno del Tempio; RIVERSIDE; 43.7660; 11.2765
Coverciano, via Gabriele D'Annunzio; QUARTER; 43.7795; 11.3020
Peretola, piazza Garibaldi; SQUARE; 43.7996; 11.1905
""",
    "037006": """
Piazza delle Medaglie d'Oro, Stazione Centrale; STATION; 44.5050; 11.3430
Autostazione, piazza XX Settembre; STATION; 44.5042; 11.3466
Parco della Montagnola; PARK; 44.5020; 11.3455
Bolognina, piazza dell'Unità; SQUARE; 44.5105; 11.3466
Piazza Verdi; SQUARE; 44.4962; 11.3510
San Donato, piazza Spadolini; SQUARE; 44.5063; 11.3730
Pilastro, via Frati; QUARTER; 44.5105; 11.3960
Parco della Zucca; PARK; 44.5140; 11.3480
Barca, piazza Giovanni XXIII; SQUARE; 44.4910; 11.2990
Lungoreno, via della Guardia; RIVERSIDE; 44.4950; 11.2950
Corticella, via di Corticella; QUARTER; 44.5390; 11.3570
Borgo Panigale, piazza Rossa; QUARTER; 44.5155; 11.2790
Piazza Maggiore, portici; SQUARE; 44.4938; 11.3426
""",
    "058091": """
Stazione Termini, piazza dei Cinquecento; STATION; 41.9010; 12.5010
Stazione Tiburtina, piazzale Est; STATION; 41.9105; 12.5315
Piazza Vittorio Emanuele II; SQUARE; 41.8948; 12.5044
Tor Pignattara, via Casilina; QUARTER; 41.8765; 12.5440
Ostiense, ex Air Terminal; STATION; 41.8725; 12.4870
Ponte Sisto, banchina; RIVERSIDE; 41.8925; 12.4705
Parco di Colle Oppio; PARK; 41.8935; 12.4965
San Lorenzo, piazza dei Sanniti; SQUARE; 41.8965; 12.5170
Quarticciolo, via Ugento; QUARTER; 41.8800; 12.5860
Tor Bella Monaca, via dell'Archeologia; QUARTER; 41.8700; 12.6400
Ostia, pontile; RIVERSIDE; 41.7300; 12.2780
""",
    "015146": """
Stazione Centrale, piazza Duca d'Aosta; STATION; 45.4845; 9.2040
Porta Venezia, bastioni; PARK; 45.4745; 9.2050
Via Padova, Loreto; QUARTER; 45.4920; 9.2250
Corvetto, piazzale Gabrio Rosa; SQUARE; 45.4400; 9.2240
Rogoredo, stazione; STATION; 45.4340; 9.2385
San Siro, piazzale Selinunte; SQUARE; 45.4730; 9.1360
Parco Lambro; PARK; 45.4960; 9.2490
Darsena, piazza XXIV Maggio; RIVERSIDE; 45.4520; 9.1770
Quarto Oggiaro, via Lopez; QUARTER; 45.5120; 9.1410
""",
    "063049": """
Piazza Garibaldi, Stazione Centrale; STATION; 40.8527; 14.2690
Porta Capuana; SQUARE; 40.8535; 14.2640
Piazza Principe Umberto; SQUARE; 40.8540; 14.2665
Scampia, Villa comunale; PARK; 40.8995; 14.2420
Ponticelli, piazza Egizio Sandomenico; SQUARE; 40.8505; 14.3290
Galleria Umberto I; SQUARE; 40.8385; 14.2496
Gianturco, via Brin; INDUSTRIAL; 40.8500; 14.2830
Piazza Mercato; SQUARE; 40.8470; 14.2660
Bagnoli, via Coroglio; RIVERSIDE; 40.8060; 14.1740
""",
    "001272": """
Porta Nuova, corso Vittorio Emanuele II; STATION; 45.0625; 7.6780
Porta Susa, corso Bolzano; STATION; 45.0715; 7.6660
Porta Palazzo, piazza della Repubblica; MARKET; 45.0765; 7.6830
Barriera di Milano, corso Giulio Cesare; QUARTER; 45.0960; 7.6960
Murazzi del Po; RIVERSIDE; 45.0625; 7.6960
Parco del Valentino; PARK; 45.0550; 7.6860
San Salvario, largo Saluzzo; SQUARE; 45.0580; 7.6810
Lingotto, piazza Galimberti; SQUARE; 45.0300; 7.6610
Parco Dora; PARK; 45.0900; 7.6680
""",
    "082053": """
Stazione Centrale, piazza Giulio Cesare; STATION; 38.1105; 13.3670
Ballarò, piazza del Carmine; MARKET; 38.1128; 13.3625
Foro Italico; RIVERSIDE; 38.1180; 13.3740
Zen, via Rocky Marciano; QUARTER; 38.1800; 13.3160
Piazza Magione; SQUARE; 38.1152; 13.3700
Parco della Favorita; PARK; 38.1650; 13.3380
Brancaccio, via Hazon; QUARTER; 38.0960; 13.3870
Noce, piazza Noce; SQUARE; 38.1220; 13.3440
""",
    "010025": """
Stazione Principe, piazza Acquaverde; STATION; 44.4165; 8.9225
Via di Prè; QUARTER; 44.4140; 8.9265
Piazza Caricamento; SQUARE; 44.4105; 8.9285
Sampierdarena, via Buranello; QUARTER; 44.4130; 8.8920
Stazione Brignole, piazza Verdi; STATION; 44.4065; 8.9475
Cornigliano, via Cornigliano; QUARTER; 44.4150; 8.8720
Giardini Luzzati; PARK; 44.4050; 8.9335
Foce, lungomare; RIVERSIDE; 44.3975; 8.9450
""",
}
