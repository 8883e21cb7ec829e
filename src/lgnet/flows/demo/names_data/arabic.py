"""Arabic: given names shared by all, then families of the Maghreb, the Nile and the Levant."""

MALE = """
محمد=Mohamed/Mohammed/Muhammad/Mohamad, أحمد=Ahmed/Ahmad/Achmed, علي=Ali/Aly,
يوسف=Youssef/Yousef/Yusuf/Yousif, إبراهيم=Ibrahim/Brahim/Ebrahim,
خالد=Khaled/Khalid/Kaled, عمر=Omar/Umar/Omer, حسن=Hassan/Hasan/Hassen,
حسين=Hussein/Hussain/Houcine/Hocine, محمود=Mahmoud/Mahmud/Mahmood,
مصطفى=Mustafa/Mostafa/Mustapha/Moustafa, عبد الله=Abdallah/Abdullah/Abdalla/Abdellah,
عبد الرحمن=Abdelrahman/Abderrahmane/Abdulrahman, كريم=Karim/Kareem/Krim, سامي=Sami/Samy,
طارق=Tarek/Tareq/Tariq, رامي=Rami/Ramy, وليد=Walid/Waleed/Oualid, بلال=Bilal/Bilel/Belal,
أنس=Anas/Anass, زياد=Ziad/Zied/Ziyad, نبيل=Nabil/Nabeel, فارس=Fares/Faris,
هشام=Hisham/Hichem/Hicham, جمال=Gamal/Jamal/Djamel, عادل=Adel/Adil, رضا=Reda/Ridha/Rida,
حمزة=Hamza/Hamzah, ياسين=Yassine/Yassin/Yacine/Yasin, منير=Mounir/Munir/Monir,
سليمان=Suleiman/Slimane/Soliman/Sulaiman, مروان=Marwan/Marouane/Marouen,
إسلام=Islam/Eslam, كمال=Kamal/Kamel, صالح=Saleh/Salah/Salih, أيمن=Ayman/Aymen/Aiman,
عماد=Emad/Imad/Imed, أسامة=Osama/Oussama/Usama, مهدي=Mahdi/Mehdi, أمين=Amin/Amine/Ameen,
شريف=Sherif/Sharif/Cherif, عبد القادر=Abdelkader/Abdulkader/Abdulqadir,
سعيد=Said/Saeed/Saïd, زكريا=Zakaria/Zakariya/Zakarya
"""

FEMALE = """
فاطمة=Fatma/Fatima/Fatema/Fatimah, مريم=Mariam/Maryam/Meriem/Myriam,
خديجة=Khadija/Khadidja/Khadiga, عائشة=Aicha/Aisha/Aysha/Aïcha,
زينب=Zeinab/Zaynab/Zineb/Zainab, سارة=Sara/Sarah/Sarra, نور=Nour/Noor/Nur,
هدى=Hoda/Huda/Houda, أمينة=Amina/Ameena/Emina, سلمى=Salma/Selma,
إيمان=Iman/Eman/Imen/Imane, هناء=Hanaa/Hana/Hanae, ياسمين=Yasmine/Yasmin/Yassmin,
ليلى=Leila/Layla/Laila, رانيا=Rania/Ranya, نادية=Nadia/Nadya, سميرة=Samira/Sameera,
حنان=Hanan/Hanane, منى=Mona/Mouna/Muna, آية=Aya/Ayah, أسماء=Asma/Asmaa/Esma,
دعاء=Doaa/Dua/Douaa, شيماء=Shaimaa/Chaima/Shayma, رحمة=Rahma/Rahmah,
وفاء=Wafa/Wafaa/Ouafa, سناء=Sanaa/Sana/Senaa, نجلاء=Naglaa/Najla/Nejla,
كوثر=Kawthar/Kaouther/Kaoutar, رقية=Rokaya/Ruqayya/Rokia, حليمة=Halima/Haleema,
صفاء=Safa/Safaa, جميلة=Jamila/Gamila/Djamila, لطيفة=Latifa/Latifah, سعاد=Souad/Suad/Soad,
نعيمة=Naima/Naïma/Neima
"""

TUNISIAN = """
بن علي=Ben Ali/Benali, الطرابلسي=Trabelsi/Trabelssi/Tarabulsi,
الجبالي=Jebali/Jbali/Jabali, بن صالح=Ben Salah/Bensalah/Ben Saleh, الهمامي=Hammami/Hamami,
الشابي=Chebbi/Chabbi/Shabbi, المرزوقي=Marzouki/Marzuqi, الغربي=Gharbi/Elgharbi,
العياري=Ayari/Ayyari, بوزيد=Bouzid/Buzid/Bouzidi, الورتاني=Ouertani/Wertani/Ouartani,
الدريدي=Dridi/Deridi, المناعي=Mannai/Mannaï, الزواري=Zouari/Zwari,
بن عمر=Ben Amor/Ben Omar/Benamor, الماجري=Mejri/Majri, الخميري=Khemiri/Khmiri,
النفزي=Nefzi/Nafzi, السعيدي=Saidi/Essaidi, العبيدي=Abidi/Laabidi, الرياحي=Riahi/Riyahi,
بن يوسف=Ben Youssef/Benyoussef, المحمدي=Mhamdi/Mohamdi/Lamhamdi, الحاجي=Hajji/Haji/Hadji,
الفرجاني=Ferjani/Fergeni/Farjani, القاسمي=Kacem/Gasmi/Kasmi, الوسلاتي=Oueslati/Weslati,
الجلاصي=Jlassi/Jelassi, العرفاوي=Arfaoui/Arfawi, البوغانمي=Boughanmi/Boughanemi,
الشارني=Charni/Sharni, النصري=Nasri/Ennasri, بن رمضان=Ben Romdhane/Benromdhane,
المثلوثي=Mathlouthi/Methlouthi, الكافي=Kefi/Elkefi, العوني=Aouni/Ouni,
السالمي=Salmi/Selmi, الطاهري=Tahri/Taheri, الحمدي=Hamdi/Elhamdi, البجاوي=Bejaoui/Bejawi,
الصغير=Sghaier/Seghir/Essghaier, التليلي=Tlili/Telili
"""

MOROCCAN = """
العلوي=El Alaoui/Alaoui/Elalaoui, بنعلي=Benali/Ben Ali,
الإدريسي=El Idrissi/Idrissi/Elidrissi, الحسني=El Hassani/Hassani, الفاسي=El Fassi/Fassi,
بنجلون=Benjelloun/Benjeloun, العمراني=El Amrani/Amrani/Lamrani, التازي=Tazi/Ettazi,
بوعزة=Bouazza/Bou Azza, المنصوري=El Mansouri/Mansouri, الخطابي=El Khattabi/Khattabi,
الناصري=Naciri/Nasiri/Ennaciri, بركات=Barakat/Berkat, الشرقاوي=Cherkaoui/Charkaoui,
زروال=Zerouali/Zeroual, الصديقي=Seddiki/Siddiki/Essadiki, بلحاج=Belhaj/Belhadj/Bel Haj,
حداد=Haddad/Heddad, الوزاني=Ouazzani/El Ouazzani, الراضي=Radi/Erradi,
العسري=El Asri/Lasri, بوشتى=Bouchta/Bouchata, مرابط=Mrabet/Morabit/El Mrabet,
الكبير=El Kabir/Lakbir/Lekbir, أيت علي=Ait Ali/Aitali/Aït Ali, أوعلي=Oualy/Ouali,
الحمداوي=Hamdaoui/El Hamdaoui, القادري=Kadiri/El Kadiri/Qadiri,
بنموسى=Benmoussa/Ben Moussa, السباعي=Sbai/Essbai, العزوزي=Azzouzi/El Azzouzi,
المرابطي=Mrabti/Almorabiti, الزياني=Ziani/Ezziani, فتحي=Fathi/Fethi,
الهاشمي=Hachimi/El Hachmi/Hashimi, بنسعيد=Bensaid/Ben Said, الطاهيري=Tahiri/Ettahiri,
الغازي=El Ghazi/Ghazi, شكري=Choukri/Chokri/Shukri, الدغمي=Daghmi/Eddaghmi,
لحلو=Lahlou/Lahlu, ناجي=Naji/Najy
"""

EGYPTIAN = """
السيد=El Sayed/Elsayed/Al Sayed/Sayed, عبد الفتاح=Abdelfattah/Abdel Fattah/Abd El Fattah,
الشناوي=El Shenawy/Elshenawy/Shinawi, منصور=Mansour/Mansur, شحاتة=Shehata/Shahata/Chehata,
عبد المنعم=Abdelmonem/Abdel Moneim, السعدني=El Saadany/Elsadany,
الجوهري=El Gohary/Elgohary/Al Jawhari, رمضان=Ramadan/Ramadhan, خليل=Khalil/Khaleel,
فرج=Farag/Faraj, جاد=Gad/Jad, عثمان=Osman/Othman/Uthman, بدوي=Badawy/Badawi/Bedawi,
سليم=Selim/Salim, عطية=Attia/Atiya/Ateya, غنيم=Ghoneim/Ghonim,
الشافعي=El Shafei/Elshafey/Shafii, حجازي=Hegazy/Hijazi/Hegazi, البنا=El Banna/Elbanna,
قنديل=Kandil/Qandil, عبد العزيز=Abdelaziz/Abdel Aziz/Abd El Aziz, زهران=Zahran/Zahrane,
صبري=Sabry/Sabri, عوض=Awad/Aoud, الدسوقي=El Desouky/Desouki/Eldesoky,
شلبي=Shalaby/Shalabi/Chalabi, نصار=Nassar/Nasar, فؤاد=Fouad/Fuad,
بسيوني=Bassiouny/Basiouni, عامر=Amer/Amir, هلال=Helal/Hilal, طه=Taha/Tahah,
جرجس=Gerges/Guirguis/Girgis, حنا=Hanna/Henna, بشاي=Beshay/Bishay, ميخائيل=Mikhail/Mikhael,
الغريب=El Gharib/Elghareeb, رزق=Rizk/Rezk, سلامة=Salama/Salamah,
متولي=Metwally/Metwali/Mitwalli, عشماوي=Ashmawy/Ashmawi
"""

LEVANTINE = """
الخطيب=Al Khatib/Alkhateeb/Khatib, حداد=Haddad/Hadad, العلي=Al Ali/Alali,
الأحمد=Al Ahmad/Alahmad, الحسين=Al Hussein/Alhussein/Al Hossein, درويش=Darwish/Darweesh,
النجار=Al Najjar/Alnajjar/Najar, الشامي=Al Shami/Alshami/Chami,
الجبوري=Al Jubouri/Aljuburi/Jabouri, العبيدي=Al Obaidi/Alubaydi/Obeidi,
الدليمي=Al Dulaimi/Aldulaimi, الكردي=Al Kurdi/Alkurdi, حمدان=Hamdan/Hemdan,
عيسى=Issa/Eissa/Isa, الزعبي=Al Zoubi/Alzoubi/Zuabi, القاسم=Al Qasem/Alkasem/Qasim,
المصري=Al Masri/Almasri/El Masry, شاهين=Shahin/Shaheen/Chahine, عباس=Abbas/Abas,
الحمصي=Homsi/Alhomsi
"""

LIBYAN_SUDANESE = """
المقريف=Magarief/Almagarief, الورفلي=Werfalli/Alwerfali/Warfalli,
الزنتاني=Zintani/Alzintani, الفيتوري=Fituri/Alfaitory/Fitouri,
بن غشير=Ben Ghashir/Benghashir, المصراتي=Misrati/Almisrati/Mesrati,
الترهوني=Tarhuni/Tarhouni, السنوسي=Senussi/Senoussi/Snousi, الطيب=Eltayeb/Al Tayeb/Tayeb,
البشير=Elbashir/Albasheer/Bashir, آدم=Adam/Adem, إسحاق=Ishag/Ishaq/Isaac,
هارون=Haroun/Harun, عبد الكريم=Abdelkarim/Abdulkarim, إدريس=Idris/Idriss/Edris,
يعقوب=Yagoub/Yaqub/Yacoub, النور=Elnour/Alnoor, حامد=Hamid/Hamed, موسى=Musa/Moussa/Mousa,
جمعة=Juma/Gumaa/Jumaa
"""

ALGERIAN = """
بن عودة=Benaouda/Ben Aouda, بوعلام=Boualem/Bualam, بلقاسم=Belkacem/Belkasem,
مزيان=Meziane/Mezian, حمادي=Hamadi/Hammadi, زيدان=Zidane/Zidan, براهيمي=Brahimi/Ibrahimi,
سعدي=Saadi/Sadi, خليفي=Khelifi/Khlifi, بوزيد=Bouzid/Bouzide, مسعودي=Messaoudi/Massoudi,
شريف=Cherif/Chérif, بن يحيى=Benyahia/Ben Yahia, منصوري=Mansouri/Mansoori,
لعربي=Larbi/Laarbi, قادري=Kadri/Kaderi, بلعيد=Belaid/Belaïd, طيبي=Taibi/Taïbi,
رحماني=Rahmani/Rehmani, عمراني=Amrani/Ammrani
"""
