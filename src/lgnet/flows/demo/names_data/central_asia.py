"""Dari and Pashto names of Afghanistan, Persian of Iran."""

AFGHAN_MALE = """
احمد=Ahmad/Ahmed/Ahmadi, محمد=Mohammad/Mohamad/Muhammad, علی=Ali/Aly,
حسین=Hussain/Hossein/Husain, رحیم=Rahim/Raheem, کریم=Karim/Kareem,
عبدالله=Abdullah/Abdollah, نجیب‌الله=Najibullah/Najeebullah, حبیب=Habib/Habeeb,
حمید=Hamid/Hameed, فرید=Farid/Fareed, جاوید=Jawid/Javid/Jawed, امید=Omid/Omeed/Umid,
رضا=Reza/Riza, مهدی=Mahdi/Mehdi, مصطفی=Mustafa/Mostafa, نعمت‌الله=Nematullah/Namatullah,
ذبیح‌الله=Zabihullah/Zabiullah, سمیع‌الله=Samiullah/Samiollah,
رحمت‌الله=Rahmatullah/Rahmatollah, احسان=Ehsan/Ihsan, یما=Yama/Yamma, خالد=Khalid/Khaled,
بلال=Bilal/Belal, شفیق=Shafiq/Shafeeq, نوید=Naweed/Navid/Nawid, رامین=Ramin/Rameen,
فرهاد=Farhad/Ferhad, زلمی=Zalmay/Zalmai, توریالی=Toryalai/Turyalai,
اسدالله=Asadullah/Asadollah, هدایت=Hedayat/Hidayat, عزیز=Aziz/Azeez,
قاسم=Qasim/Ghasem/Qasem, شیرآقا=Sher Agha/Shiragha, گل محمد=Gul Mohammad/Golmohammad
"""

AFGHAN_FEMALE = """
زهرا=Zahra/Zohra, فاطمه=Fatima/Fatemeh/Fatema, مریم=Maryam/Mariam, زینب=Zainab/Zeynab,
نرگس=Nargis/Narges, شکیلا=Shakila/Shakeela, فرشته=Freshta/Fereshteh, لیلا=Laila/Leila,
پروین=Parwin/Parvin, نسیمه=Nasima/Naseema, شبنم=Shabnam/Shabnem, رویا=Roya/Ruya,
حمیده=Hamida/Hameeda, جمیله=Jamila/Jameela, مرضیه=Marzia/Marzieh, معصومه=Masuma/Masoumeh,
گل‌مکی=Gulmakai/Golmaki, پلوشه=Palwasha/Palwesha, شازیه=Shazia/Shaziya,
سهیلا=Soheila/Suhaila, ملالی=Malalai/Malalay, نیلوفر=Nilofar/Niloofar, آرزو=Arezo/Arezu,
سمیرا=Samira/Sameera, زرغونه=Zarghuna/Zarghona, حسینه=Hasina/Haseena, عایشه=Aisha/Ayesha,
صدیقه=Sediqa/Siddiqa, ناهید=Nahid/Naheed
"""

AFGHAN_FAMILY = """
احمدی=Ahmadi/Ahmady, حسینی=Hussaini/Hosseini/Husseini, رضایی=Rezai/Rezaie/Rezayee,
محمدی=Mohammadi/Mohamadi, رحیمی=Rahimi/Rahimy, کریمی=Karimi/Karimy, نوری=Noori/Nuri/Nouri,
حیدری=Haidari/Heydari/Hydari, عزیزی=Azizi/Azizy, صافی=Safi/Saafi,
ستانکزی=Stanikzai/Stanekzai, احمدزی=Ahmadzai/Ahmadzay, یوسفزی=Yusufzai/Yousafzai,
پوپلزی=Popalzai/Popalzay, نورزی=Noorzai/Nurzai, علیزی=Alizai/Alizay, امیری=Amiri/Amiry,
اکبری=Akbari/Akbary, شریفی=Sharifi/Sharify, حکیمی=Hakimi/Hakimy,
موسوی=Mousavi/Musawi/Moosavi, جعفری=Jafari/Jaffari, قاسمی=Qasimi/Ghasemi,
سلطانی=Sultani/Soltani, صدیقی=Sediqi/Siddiqi/Seddiqi, رسولی=Rasuli/Rasooli,
نظری=Nazari/Nazary, مرادی=Moradi/Muradi, یعقوبی=Yaqubi/Yaghoubi,
ابراهیمی=Ibrahimi/Ebrahimi, وردک=Wardak/Vardak, شینواری=Shinwari/Shenwari,
مومند=Momand/Mohmand, زاهدی=Zahidi/Zahedi, فیضی=Faizi/Feyzi, هاشمی=Hashimi/Hashemi,
کاکر=Kakar/Kaker, اچکزی=Achakzai/Atsakzai, ناصری=Naseri/Nasiri, انوری=Anwari/Anvari,
سعیدی=Saidi/Saeedi, غفوری=Ghafoori/Ghafuri
"""

IRANIAN_MALE = """
امیر=Amir/Ameer, رضا=Reza/Rida, مهدی=Mehdi/Mahdi, حسین=Hossein/Hussein, علی=Ali/Aly,
سعید=Saeed/Said, آرش=Arash/Aarash, بهنام=Behnam/Bahnam, کاوه=Kaveh/Kawa,
فرهاد=Farhad/Ferhad, نیما=Nima/Neema, پویا=Pouya/Puya
"""

IRANIAN_FEMALE = """
زهرا=Zahra/Zohre, مریم=Maryam/Mariam, سارا=Sara/Sarah, نازنین=Nazanin/Nazaneen,
شیرین=Shirin/Shireen, الهام=Elham/Ilham, مینا=Mina/Meena, لیلا=Leila/Layla,
پریسا=Parisa/Pareesa, نگار=Negar/Nigar
"""

IRANIAN_FAMILY = """
محمدی=Mohammadi/Mohamadi, حسینی=Hosseini/Husseini, احمدی=Ahmadi/Ahmady,
کریمی=Karimi/Kareemi, رضایی=Rezaei/Rezai, موسوی=Mousavi/Musavi, صادقی=Sadeghi/Sadeqi,
جعفری=Jafari/Jaafari, نجفی=Najafi/Nadjafi, تهرانی=Tehrani/Tehranee,
شیرازی=Shirazi/Shirasi, کاظمی=Kazemi/Kazimi
"""
