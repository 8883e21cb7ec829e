"""Urdu and Punjabi names of Pakistan, Bengali names of Bangladesh."""

URDU_MALE = """
محمد=Muhammad/Mohammad/Mohammed/Mohamed, علی=Ali/Aly, حسن=Hassan/Hasan,
حسین=Hussain/Hussein/Husnain, عمران=Imran/Emran, عثمان=Usman/Osman/Uthman,
بلال=Bilal/Billal, احمد=Ahmed/Ahmad, عمر=Umar/Omer/Umer, فیصل=Faisal/Faysal,
زبیر=Zubair/Zubayr/Zobair, عدنان=Adnan/Adnaan, شاہد=Shahid/Shahed, خالد=Khalid/Khaled,
آصف=Asif/Aasif, وقاص=Waqas/Waqqas/Wakas, عامر=Amir/Aamir/Amer, نعمان=Noman/Nauman/Numan,
کامران=Kamran/Kamraan, ارسلان=Arslan/Arsalan, جاوید=Javed/Jawaid/Javaid, طارق=Tariq/Tarik,
سجاد=Sajjad/Sajad, رضوان=Rizwan/Rezwan, شہباز=Shahbaz/Shehbaz, اکرم=Akram/Akrem,
نوید=Naveed/Navid, ذیشان=Zeeshan/Zishan, خرم=Khurram/Khuram, قیصر=Qaisar/Kaiser/Qaiser,
مدثر=Mudassar/Mudasir, شفیق=Shafiq/Shafique,
عبدالرحمٰن=Abdul Rehman/Abdur Rahman/Abdulrehman, غلام=Ghulam/Gulam, اسد=Asad/Assad,
سلمان=Salman/Selman, فرحان=Farhan/Ferhan, اویس=Awais/Owais/Uwais
"""

URDU_FEMALE = """
فاطمہ=Fatima/Fatimah/Fatma, عائشہ=Ayesha/Aisha/Aysha, مریم=Maryam/Mariam,
زینب=Zainab/Zaynab, خدیجہ=Khadija/Khadeeja, سعدیہ=Sadia/Saadia, صائمہ=Saima/Sayma,
نادیہ=Nadia/Nadya, شازیہ=Shazia/Shaziya, رابعہ=Rabia/Rabiya, ثمینہ=Samina/Sameena,
نسرین=Nasreen/Nasrin, شبانہ=Shabana/Shabanah, فرزانہ=Farzana/Ferzana, عظمیٰ=Uzma/Uzmah,
صدف=Sadaf/Sedaf, کرن=Kiran/Kiren, ارم=Iram/Irum, حنا=Hina/Henna, سمیرا=Sumaira/Samira,
آمنہ=Amna/Aamna/Amina, بشریٰ=Bushra/Boshra, نازیہ=Nazia/Naziya, روبینہ=Rubina/Robina,
انیلا=Anila/Aneela, کلثوم=Kalsoom/Kulsum, ماریہ=Maria/Mariya, سدرہ=Sidra/Sidrah
"""

URDU_FAMILY = """
خان=Khan/Kan, احمد=Ahmed/Ahmad, حسین=Hussain/Hussein, علی=Ali/Aly, شاہ=Shah/Sha,
ملک=Malik/Malek, بٹ=Butt/But, چوہدری=Chaudhry/Choudhry/Chaudhary/Ch,
قریشی=Qureshi/Quraishi/Kureshi, شیخ=Sheikh/Shaikh/Cheikh, مرزا=Mirza/Meerza,
راجہ=Raja/Rajah, اقبال=Iqbal/Ikbal, انصاری=Ansari/Ansary, بھٹی=Bhatti/Bhati,
گوندل=Gondal/Gundal, وڑائچ=Warraich/Waraich/Varaich, جٹ=Jutt/Jatt, رانا=Rana/Ranna,
صدیقی=Siddiqui/Siddiqi/Sidiqi, محمود=Mahmood/Mehmood/Mahmud, اکرم=Akram/Akrem,
اشرف=Ashraf/Ashref, نواز=Nawaz/Nawas, ریاض=Riaz/Riyaz, اسلم=Aslam/Aslem,
پرویز=Parvez/Pervaiz/Pervez, یوسف=Yousaf/Yusuf/Yousuf, بخاری=Bukhari/Bokhari,
گیلانی=Gilani/Geelani, عباسی=Abbasi/Abasi, مغل=Mughal/Moghal, آفریدی=Afridi/Afreedi,
یوسفزئی=Yousafzai/Yusufzai, خٹک=Khattak/Khatak, رحمان=Rehman/Rahman, تارڑ=Tarar/Tarrar,
چیمہ=Cheema/Chima, ڈار=Dar/Daar, سندھو=Sandhu/Sindhu, رزاق=Razzaq/Razaq,
غفور=Ghafoor/Gafur, لطیف=Latif/Lateef
"""

BENGALI_MALE = """
মোহাম্মদ=Mohammad/Md/Mohammed/Muhammad, আব্দুল=Abdul/Abdool, রহিম=Rahim/Raheem,
করিম=Karim/Kareem, হাসান=Hasan/Hassan, হোসেন=Hossain/Hossen/Hussain,
রফিক=Rafiq/Rafique/Rofiq, শফিক=Shafiq/Shofiq, জাহিদ=Zahid/Jahid, সোহেল=Sohel/Suhel,
মাসুদ=Masud/Masood, রুবেল=Rubel/Roubel, সুমন=Sumon/Suman, রাসেল=Rasel/Russel,
আরিফ=Arif/Areef, সাইফুল=Saiful/Sayful, নজরুল=Nazrul/Nojrul, কামরুল=Kamrul/Qamrul,
মিজান=Mizan/Mijan, শাহিন=Shahin/Shaheen, ফারুক=Faruk/Farooq/Faruque, ইমরান=Imran/Emran,
তানভীর=Tanvir/Tanveer, রাকিব=Rakib/Raqib, সাকিব=Sakib/Shakib, মামুন=Mamun/Mamoon,
জসিম=Jasim/Jashim, আলমগীর=Alamgir/Alomgir, বেলাল=Belal/Bilal, ইব্রাহিম=Ibrahim/Ebrahim,
নাঈম=Nayeem/Naim, দেলোয়ার=Delwar/Delowar, হাবিব=Habib/Hobib, মনির=Monir/Munir,
শরীফ=Sharif/Shorif, আনোয়ার=Anwar/Anowar
"""

BENGALI_FEMALE = """
ফাতেমা=Fatema/Fatima, আয়েশা=Ayesha/Aysha, রহিমা=Rahima/Raheema, খাদিজা=Khadija/Khadiza,
নাসরিন=Nasrin/Nasreen, শারমিন=Sharmin/Sharmeen, সুমাইয়া=Sumaiya/Sumaya,
তাসলিমা=Taslima/Tasleema, শিরিন=Shirin/Shireen, রোকসানা=Roksana/Rokshana,
ফারজানা=Farzana/Farjana, নুসরাত=Nusrat/Nusrath, জান্নাত=Jannat/Jannatul,
সালমা=Salma/Solma, মরিয়ম=Mariam/Moriom, সাদিয়া=Sadia/Sadiya, পারভীন=Parvin/Parveen,
রুমা=Ruma/Rumah, শাহনাজ=Shahnaz/Shanaz, হালিমা=Halima/Haleema, মাহমুদা=Mahmuda/Mahmooda,
তানিয়া=Tania/Taniya, লিপি=Lipi/Lipy, মুন্নি=Munni/Muni, সাবিনা=Sabina/Sabeena,
নাজমা=Nazma/Najma, আমেনা=Amena/Amina
"""

BENGALI_FAMILY = """
ইসলাম=Islam/Eslam, রহমান=Rahman/Rohman, হোসেন=Hossain/Hossen/Hosain, আহমেদ=Ahmed/Ahammed,
মিয়া=Miah/Mia/Miya, আলী=Ali/Aly, হক=Haque/Hoque/Huq, খান=Khan/Kan,
চৌধুরী=Chowdhury/Choudhury/Chaudhury, উদ্দিন=Uddin/Udin, শেখ=Sheikh/Sk/Shaikh,
সরকার=Sarkar/Sarker/Sorkar, মোল্লা=Molla/Mollah, তালুকদার=Talukder/Talukdar,
হাওলাদার=Howlader/Hawlader, শিকদার=Sikder/Shikdar, মজুমদার=Majumder/Mazumder,
ভূঁইয়া=Bhuiyan/Bhuiya/Bhuyan, বেপারী=Bepari/Bepary, মন্ডল=Mondal/Mandal,
প্রধান=Prodhan/Pradhan, মাতবর=Matubbar/Matbor, দেওয়ান=Dewan/Diwan, কাজী=Kazi/Quazi/Kaji,
আকন=Akon/Akan, ফকির=Fakir/Faqir, গাজী=Gazi/Ghazi, হালদার=Halder/Haldar,
মৃধা=Mridha/Mirdha, পাটোয়ারী=Patwary/Patowary, খন্দকার=Khandaker/Khondokar,
সৈয়দ=Syed/Sayed, আলম=Alam/Alom, কবির=Kabir/Kobir, মাহমুদ=Mahmud/Mahmood,
সর্দার=Sardar/Sordar, মুন্সী=Munshi/Munsi, ঢালী=Dhali/Dhaly, লস্কর=Laskar/Loskor,
আকন্দ=Akand/Akond, দাস=Das/Dash, পাল=Pal/Paul
"""

BENGALI_WOMEN_FAMILY = """
বেগম=Begum/Begom, আক্তার=Akter/Akhter/Aktar, খাতুন=Khatun/Khatoon,
সুলতানা=Sultana/Soltana, খানম=Khanam/Khanom, বিবি=Bibi/Beebi, পারভীন=Parvin/Parveen,
জাহান=Jahan/Johan
"""
