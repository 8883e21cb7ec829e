"""West Africa: French and English spellings of the same names, and the names of Nigeria.

A Diallo of Guinea is a Jallow of The Gambia and a Jalloh of Sierra Leone: the spelling
tells the border that was crossed, not the family.
"""

MANDE_FULA_MALE = """
Mamadou/Mamadu/Momodou/Mohamadou, Ousmane/Usman/Ousman/Osman,
Ibrahima/Ebrima/Ibrahim/Ebrahima, Amadou/Amadu/Ahmadou,
Boubacar/Bubacarr/Aboubacar/Babucarr, Moussa/Musa/Mousa,
Abdoulaye/Abdoulie/Abdulai/Abdulaye, Lamine/Lamin/Alamin, Modou/Modu/Moudou,
Seydou/Saidou/Seedou/Saydou, Souleymane/Sulayman/Suleiman, Alassane/Alhassan/Alasan,
Issa/Isa/Essa, Bakary/Bakari/Bacary, Cheikh/Sheikh/Sheik, Alieu/Aliou/Alieou,
Omar/Oumar/Omaru, Yaya/Yahya/Yahaya, Sekou/Saikou/Sékou, Adama/Adamah, Demba/Dembo,
Samba/Sambah, Drissa/Idrissa/Driss, Fodé/Foday/Fode, Kebba/Keba/Kéba,
Malick/Malik/Mallick, Mohamed/Muhammed/Mahamadou, Siaka/Siaaka/Chiaka, Bourama/Burama,
Daouda/Dawda/Dauda, Karamo/Karamoko, Lassana/Lansana/Lassina, Sidi/Sidy, Yankuba/Yankouba,
Sanna/Sana, Ansumana/Ansoumana
"""

MANDE_FULA_FEMALE = """
Fatoumata/Fatoumatta/Fatumata/Fatou, Aminata/Aminatta/Ami, Mariama/Mariam/Maryama,
Aïssatou/Isatou/Aissata/Aisatu, Kadiatou/Kadijatou/Kadiatu/Khadiatou, Awa/Hawa/Haoua,
Binta/Bintou/Bintu, Ramata/Ramatou/Ramatoulaye, Oumou/Umu/Oumu, Salimata/Salimatou,
Djeneba/Jainaba/Djénéba, Rokia/Rokhaya/Rokiatou, Maïmouna/Maimuna/Mymuna, Hawa/Awa/Eva,
Sira/Sirra, Nafissatou/Nafisatu/Nafi, Assetou/Asetou, Safiatou/Safiatu/Safi,
Bineta/Binetou, Penda/Pendah, Coumba/Kumba, Haby/Habi, Tenin/Tening, Fanta/Fantah,
Nyima/Niima, Matida/Mathida, Astou/Astu, Ndeye/Ndey, Yama/Yamah, Mbène/Mbene
"""

MANDE_FULA_FAMILY = """
Diallo/Jallow/Jalloh/Djallo, Ceesay/Cissé/Cisse/Sesay, Touré/Touray/Toure/Turay,
Traoré/Trawally/Traore/Tarawally, Keita/Keïta/Kaita, Camara/Kamara/Kamarah,
Diarra/Jarra/Jara, Koné/Konneh/Kone/Conneh, Coulibaly/Kulibaly/Koulibaly, Sow/Sowe/So,
Bah/Ba/Bâ, Barry/Bari/Barrie, Baldé/Baldeh/Balde, Sidibé/Sidibeh/Sidibe,
Dramé/Drammeh/Drame, Sané/Sanneh/Sane, Sanyang/Sagna/Sanyan, Jatta/Diatta/Djatta,
Jammeh/Diamé/Djammeh, Njie/Ndiaye/Njay/N'diaye, Faye/Faal/Faal, Gueye/Gaye/Guèye,
Diop/Jobe/Diope, Fofana/Fofanah, Sissoko/Suso/Sissokho/Cissoko, Kanté/Kanteh/Kante,
Conteh/Konté/Conté/Conde, Kouyaté/Kuyateh/Kouyate, Sarr/Saar/Sar, Seck/Secka/Sek,
Danso/Dansoh, Darboe/Darbo, Manneh/Mané/Mane, Bojang/Bodian/Bodiang, Colley/Coly/Koly,
Badjie/Badji/Bagie, Jawara/Diawara/Diaoura, Samaké/Samakeh/Samake, Sanogo/Sanoko,
Dembélé/Dembele/Dembeleh, Doumbia/Dumbuya/Doumbouya, Tounkara/Tunkara/Tunkarah,
Sylla/Sillah/Silla, Gassama/Gassamah
"""

IVORIAN_MALE = """
Kouassi/Kwassi/Kouasi, Konan/Conan, Kouamé/Kouame/Kwame, Yao/Yaw/Yaoh, Koffi/Kofi/Coffi,
Kouadio/Kwadio, Kouakou/Kwaku, Adama/Adamah, Issouf/Issouffou/Youssouf, Bakary/Bakari,
Abou/Abu, Lassina/Lacina/Lassana, Mamadou/Mamadu, Moussa/Mousa, Inza/Hinza,
Vamara/Vamarra, Soumaïla/Soumaila/Souma, Drissa/Idrissa, Aboubacar/Abubakar,
Ismaël/Ismael/Ismaila, Jean-Marc/Jean Marc, Didier/Didié, Serge/Cerge, Arnaud/Arno,
Yannick/Yanick, Franck/Frank, Hervé/Herve, Désiré/Desire, Souleymane/Souleiman,
Karim/Carim, Cheick/Cheikh, Siaka/Chiaka
"""

IVORIAN_FEMALE = """
Affoué/Affoue, Akissi/Akisi, Amenan/Amenann, Ahou/Aou, Adjoua/Adjua, Aya/Ayah,
Aminata/Ami, Mariam/Mariame, Fatoumata/Fatou, Awa/Haoua, Salimata/Sali, Rokia/Rokiatou,
Korotoumou/Korotoum, Maïmouna/Maimouna, Natogoma/Natogma, Djénéba/Djeneba,
Karidja/Caridja, Bintou/Binta, Marie-Laure/Marie Laure, Edwige/Edvige, Clarisse/Clarice,
Solange/Solanj, Rosine/Rosin, Estelle/Estel, Prisca/Priska, Sandrine/Sandrin, Grâce/Grace,
Ange/Anje, Massandjé/Massandje, Nadège/Nadege
"""

IVORIAN_FAMILY = """
Kouassi/Kwassi, Konan/Conan, Kouamé/Kouame, Yao/Yaw, Koffi/Kofi, Koné/Kone/Conneh,
Traoré/Traore, Ouattara/Wattara/Watara, Coulibaly/Koulibaly, Touré/Toure, Bamba/Bambah,
Diabaté/Diabate/Jabateh, Cissé/Cisse, Fofana/Fofanah, Soro/Sorro, Silué/Silue, Yéo/Yeo,
Tuo/Touo, Dosso/Dossoh, Meïté/Meite, Sangaré/Sangare, Konaté/Konate, Diomandé/Diomande,
Bakayoko/Bacayoko, Doumbia/Dumbia, Gnagne/Niagne, Zadi/Zady, Gbané/Gbane, Tapé/Tape,
Séri/Seri, Kipré/Kipre, Brou/Bru, N'Guessan/Nguessan/N'guessan, N'Dri/Ndri, Aka/Akah,
Assi/Assy, Tano/Tanoh, Ehui/Ehouy, Camara/Kamara, Sidibé/Sidibe, Dao/Daoh, Ballo/Balo
"""

NIGERIAN_MALE = """
Osagie/Osaghie, Osaze/Ossaze, Efosa/Effosa, Osas/Osass, Aigbe/Aighe, Nosa/Nossa, Uyi/Uhi,
Eghosa/Egosa, Osahon/Osaon, Ikponmwosa/Ikponmwossa, Emeka/Emecca, Chukwuemeka/Chukwuemeca,
Chinedu/Chinedo, Obinna/Obina, Ifeanyi/Ifeany, Kelechi/Kelechy, Uchenna/Uchena,
Ikenna/Ikena, Chidi/Cidi, Nnamdi/Namdi, Tunde/Túndé, Segun/Shegun, Kunle/Kúnlé, Femi/Fẹmi,
Adebayo/Adébáyò, Olumide/Olumidé, Ayodele/Ayodélé, Babatunde/Babatúndé, Musa/Moussa,
Ibrahim/Ebrahim, Sunday/Sundy, Friday/Fryday, Monday/Mondy, Godwin/Goodwin, Lucky/Luky,
Blessed/Blest, Kingsley/Kingsly, Endurance/Endurans, Collins/Colins, Festus/Festos
"""

NIGERIAN_FEMALE = """
Blessing/Blesing, Joy/Joi, Precious/Preshous, Happiness/Happines, Faith/Fayth,
Grace/Grase, Mercy/Mercie, Favour/Favor, Gift/Gifty, Peace/Peas, Loveth/Lovet,
Osasere/Osasere, Ivie/Ivye, Eki/Ekki, Isoken/Isokene, Adesuwa/Adessuwa, Itohan/Itoan,
Esosa/Essosa, Chioma/Cioma, Ngozi/Ngosi, Amaka/Amacca, Ifeoma/Ifeomah, Nkechi/Nkechy,
Adaeze/Adaese, Chiamaka/Chamaka, Funmilayo/Fúnmiláyọ̀, Yetunde/Yétúndé,
Abimbola/Abímbọ́lá, Kehinde/Kẹ́hìndé, Aisha/Aishat
"""

NIGERIAN_FAMILY = """
Osagie/Osaghie, Igbinedion/Igbinedeon, Omoregie/Omoreghie, Aghahowa/Aghaowa,
Idahosa/Idaosa, Osayande/Osaiande, Imafidon/Imaffidon, Edosomwan/Edosonwan,
Ogbeide/Ogbeyde, Enabulele/Enabulelle, Ehigiator/Ehighiator, Uwaifo/Uwayfo,
Okonkwo/Okonquo, Okafor/Okaffor, Eze/Ezeh, Nwosu/Nwossu, Obi/Oby, Okeke/Okekke,
Nwachukwu/Nwachuku, Onyekachi/Onyekaci, Chukwu/Chuku, Ibe/Ibeh, Anyanwu/Anianwu,
Adeyemi/Adéyẹmí, Ogunleye/Ogunlẹyẹ, Balogun/Balógun, Adebayo/Adébáyọ̀, Oladipo/Oladipọ,
Akinola/Akinọla, Bello/Belo, Abubakar/Aboubacar, Sani/Sanni, Yusuf/Yousuf, Johnson/Jonson,
Williams/William, Okoro/Okoroh, Ekpo/Ekpoh, Bassey/Bassy, Odion/Odeon, Aigbokhan/Aigbokan,
Erhabor/Erabor, Iyamu/Yamu, Odiase/Odiasé
"""

GHANAIAN_MALE = """
Kwame/Kouame, Kofi/Koffi, Kwaku/Kweku/Kouakou, Yaw/Yao, Kwabena/Kobina, Kojo/Kodjo,
Akwasi/Kwasi, Emmanuel/Emanuel, Samuel/Samuell, Ibrahim/Ibrahima, Abdul/Abdoul,
Isaac/Isac, Daniel/Danel, Richmond/Ricmond, Seidu/Saidu
"""

GHANAIAN_FEMALE = """
Ama/Amma, Akosua/Akosuah, Abena/Abenaa, Adwoa/Adjoa, Afia/Afua, Yaa/Ya, Esi/Essi,
Mavis/Mavys, Comfort/Confort, Patience/Pacience, Rita/Ritta, Fatima/Fati
"""

GHANAIAN_FAMILY = """
Mensah/Mensa, Owusu/Owusou, Boateng/Boaten, Osei/Ossei, Asante/Assante, Appiah/Apiah,
Agyeman/Agyemang, Amoah/Amoa, Addo/Ado, Antwi/Antui, Frimpong/Frempong, Opoku/Opokou,
Gyasi/Giasi, Iddrisu/Idrisu, Mohammed/Mohamed, Sarpong/Sapong
"""

CAMEROONIAN_FAMILY = """
Mbarga/M'barga, Nkono/N'kono, Fotso/Foto, Tchoua/Choua, Kamdem/Kandem, Njoya/Ndjoya,
Ngono/N'gono, Etoundi/Etundi, Talla/Tala, Kengne/Kenne, Ngassa/N'gassa, Mvondo/Mvondoh,
Fokou/Foku, Essomba/Esomba, Tabi/Taby, Nana/Nanna
"""
