"""Public places of the other cities: `name; kind; latitude; longitude`, one a line."""

PLACES = {
    "084001": """
Stazione Centrale, piazza Marconi; STATION; 37.3105; 13.5830
Via Atenea; QUARTER; 37.3110; 13.5790
San Leone, lungomare; RIVERSIDE; 37.2680; 13.5830
Villaseta, piazza Madre Teresa; SQUARE; 37.2965; 13.5580
Villa Bonfiglio; PARK; 37.3100; 13.5870
Fontanelle, via Alessio di Giovanni; QUARTER; 37.3350; 13.5900
""",
    "072006": """
Stazione Centrale, piazza Aldo Moro; STATION; 41.1180; 16.8700
Piazza Umberto I; PARK; 41.1205; 16.8695
Libertà, piazza Risorgimento; SQUARE; 41.1210; 16.8580
Lungomare Nazario Sauro; RIVERSIDE; 41.1210; 16.8790
Japigia, parco Perotti; PARK; 41.1170; 16.8960
San Paolo, piazza Europa; SQUARE; 41.1140; 16.8000
Bari Vecchia, piazza del Ferrarese; SQUARE; 41.1270; 16.8720
""",
    "021008": """
Stazione, piazza Stazione; STATION; 46.4966; 11.3582
Parco della Stazione; PARK; 46.4975; 11.3570
Prati del Talvera; RIVERSIDE; 46.5000; 11.3480
Don Bosco, piazza Don Bosco; SQUARE; 46.4920; 11.3250
Piazza Matteotti; SQUARE; 46.4930; 11.3380
Lungo Isarco, ponte Roma; RIVERSIDE; 46.4900; 11.3430
Bolzano Sud, via Galvani; INDUSTRIAL; 46.4760; 11.3300
""",
    "061022": """
Stazione, piazza Garibaldi; STATION; 41.0705; 14.3265
Piazza Pitesti; SQUARE; 41.0740; 14.3350
Villetta Padre Pio; PARK; 41.0790; 14.3400
Acquaviva, viale Lincoln; QUARTER; 41.0680; 14.3360
Parco Cerasola; QUARTER; 41.0840; 14.3480
Macrico, via Unità Italiana; SQUARE; 41.0770; 14.3360
""",
    "087015": """
Stazione Centrale, piazza Papa Giovanni XXIII; STATION; 37.5065; 15.0995
San Berillo, via Pistone; QUARTER; 37.5065; 15.0905
Piazza Carlo Alberto, Fera 'o Luni; MARKET; 37.5080; 15.0870
Librino, viale Moncada; QUARTER; 37.4720; 15.0580
Villa Bellini; PARK; 37.5110; 15.0830
Playa, viale Kennedy; RIVERSIDE; 37.4750; 15.0850
Corso Martiri della Libertà; SQUARE; 37.5085; 15.0960
""",
    "059011": """
Autolinee, via Romagnoli; STATION; 41.4640; 12.8990
Parco Falcone e Borsellino; PARK; 41.4700; 12.9020
Piazza del Popolo; SQUARE; 41.4676; 12.9037
Latina Scalo, stazione; STATION; 41.5300; 12.9440
Nicolosi, viale Cesare Augusto; QUARTER; 41.4640; 12.9090
Borgo Sabotino; QUARTER; 41.4280; 12.8060
""",
    "054039": """
Fontivegge, piazza Vittorio Veneto; STATION; 43.1045; 12.3755
Parco della Pescaia; PARK; 43.1090; 12.3800
Piazza Partigiani; STATION; 43.1060; 12.3860
Ponte San Giovanni, stazione; STATION; 43.0890; 12.4430
Corso Garibaldi; QUARTER; 43.1165; 12.3900
Ponte Felcino, lungotevere; RIVERSIDE; 43.1330; 12.4510
""",
    "076063": """
Stazione Centrale, viale Marconi; STATION; 40.6290; 15.8050
Piazza Mario Pagano; SQUARE; 40.6395; 15.8050
Parco Baden Powell; PARK; 40.6500; 15.8040
Bucaletto; QUARTER; 40.6330; 15.8360
Rione Libertà; QUARTER; 40.6350; 15.8000
Lungo Basento, ponte Musmeci; RIVERSIDE; 40.6275; 15.8020
""",
    "112050": """
Stazione, corso Vico; STATION; 40.7270; 8.5530
Emiciclo Garibaldi; SQUARE; 40.7240; 8.5610
San Donato, corso Vittorio Emanuele; QUARTER; 40.7285; 8.5580
Parco di Monserrato; PARK; 40.7160; 8.5400
Santa Maria di Pisa, piazza Dettori; SQUARE; 40.7330; 8.5470
Li Punti, via Era; QUARTER; 40.7480; 8.5130
""",
    "073027": """
Stazione, piazzale Duca d'Aosta; STATION; 40.4845; 17.2230
Città vecchia, piazza Fontana; SQUARE; 40.4775; 17.2270
Tamburi, piazza Gesù Divin Lavoratore; QUARTER; 40.4960; 17.2270
Villa Peripato; PARK; 40.4745; 17.2400
Paolo VI, viale Cannata; QUARTER; 40.5150; 17.2560
Lungomare Vittorio Emanuele III; RIVERSIDE; 40.4690; 17.2400
""",
    "032006": """
Stazione Centrale, piazza Libertà; STATION; 45.6572; 13.7720
Silos; STATION; 45.6578; 13.7735
Rive, piazza Unità; RIVERSIDE; 45.6500; 13.7690
Giardino pubblico Tommasini; PARK; 45.6550; 13.7820
Ponterosso; SQUARE; 45.6525; 13.7705
Melara, via Pasteur; QUARTER; 45.6480; 13.8120
Campo San Giacomo; SQUARE; 45.6420; 13.7790
""",
}
