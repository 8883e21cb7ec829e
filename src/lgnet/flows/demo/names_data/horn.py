"""The Horn of Africa: Tigrinya and Amharic in Ge'ez script, Somali in its Latin spelling.

Nobody here has a family name: a person bears their own name, their father's and their
grandfather's. The last place on an Italian form holds whichever of them came last.
"""

GEEZ_MALE = """
ተስፋይ=Tesfay/Tesfai/Tesfaye, ሃይለ=Haile/Hayle/Hailé, ብርሃነ=Berhane/Birhane/Brhane,
ገብረ=Gebre/Ghebre/Gebru, ሳሙኤል=Samuel/Samiel, ዮናስ=Yonas/Jonas, ዳዊት=Dawit/Dauit/Dawid,
ሚካኤል=Mikael/Michael/Mikail, ኣብርሃም=Abraham/Abreham, ፍሊሞን=Filmon/Filimon,
ኪዳነ=Kidane/Kidhane, ተክለ=Tekle/Teclè/Takle, ሰለሙን=Solomon/Selemun, ሮቤል=Robel/Rubel,
ኤርምያስ=Ermias/Ermiyas/Hermias, መሓሪ=Mehari/Mahari, ዘርኣይ=Zeray/Zerai, ወልደ=Welde/Wolde/Ualde,
ኣማኑኤል=Amanuel/Emanuel, ሄኖክ=Henok/Enoch, ናሆም=Nahom/Nahum, ክብሮም=Kibrom/Kbrom,
መድሃኒ=Medhanie/Medhane, በረኸት=Bereket/Bereketab, ፍጹም=Fitsum/Fetsum,
ግርማይ=Girmay/Ghirmay/Grmay, ኣስመላሽ=Asmelash/Asmellash, ተወልደ=Tewelde/Teuelde, ኣለም=Alem/Alemu,
በቀለ=Bekele/Bekelle, ታደሰ=Tadesse/Taddese, ግርማ=Girma/Ghirma, ከበደ=Kebede/Chebede,
ተፈራ=Tefera/Teferra, ዓብደላ=Abdela/Abdalla, ኢድሪስ=Idris/Edris, ሳልሕ=Saleh/Salih,
ዑስማን=Osman/Usman, ኢብራሂም=Ibrahim/Ebrahim, መሓመድ=Mohammed/Mehamed
"""

GEEZ_FEMALE = """
ሰላም=Selam/Salam, ሄለን=Helen/Hellen, ሚርያም=Miriam/Meriam, ራሄል=Rahel/Rachel,
ሰናይት=Senait/Senayt, ብርክቲ=Birikti/Brkti, ፍረወይኒ=Frewoini/Freweini/Firewoyni, ሊያ=Liya/Lia,
ኣበባ=Abeba/Abebà, ለተብርሃን=Letebrhan/Leteberhan, ትርሓስ=Tirhas/Terhas, ዓወት=Awet/Awot,
መብራት=Mebrat/Mebrahit, ስምረት=Simret/Semret, ሳባ=Saba/Sheba, ኤደን=Eden/Ieden, ሩት=Ruth/Rut,
ቤተልሄም=Betelhem/Bethlehem, ለምለም=Lemlem/Lemelem, ኣልማዝ=Almaz/Almas, ጸጋ=Tsega/Zega,
ትዕግስቲ=Tigisti/Tgsti, ማህሌት=Mahlet/Mahelet, ሃና=Hana/Hanna, ሳራ=Sara/Sarah,
ዮርዳኖስ=Yordanos/Jordanos, ፋና=Fana/Fanna, ወይኒ=Weini/Woyni, ብስራት=Bisrat/Besrat,
ዛህራ=Zahra/Zara
"""

SOMALI_MALE = """
Maxamed/Mohamed/Mahamed/Mohammed, Cabdi/Abdi, Cabdullahi/Abdullahi/Abdulahi,
Axmed/Ahmed/Ahmad, Cali/Ali/Aly, Xasan/Hassan/Hasan, Xuseen/Hussein/Hussen/Husein,
Cumar/Omar/Umar, Ibraahim/Ibrahim/Ebrahim, Yuusuf/Yusuf/Yussuf/Yousuf,
Ismaaciil/Ismail/Ismael, Cabdiraxmaan/Abdirahman/Abdurahman, Saciid/Said/Saeed,
Jaamac/Jama/Giama, Faarax/Farah/Farax, Warsame/Warsama/Uarsame, Maxamuud/Mohamud/Mahmoud,
Nuur/Nur/Nour, Cismaan/Osman/Othman, Daahir/Dahir/Tahir, Cabdiqaadir/Abdikadir/Abdulkadir,
Aadan/Adan/Aden, Bashiir/Bashir/Basher, Guuleed/Guled/Gulaid, Liibaan/Liban/Libaan,
Mustafe/Mustafa/Mustaf, Khaliif/Khalif/Kalif, Muuse/Muse/Musa, Cawaale/Awale/Awaleh,
Samatar/Samater, Shire/Shirreh, Geeddi/Gedi/Ghedi, Diiriye/Dirie/Diriye,
Xirsi/Hersi/Hirsi, Maxad/Mahad/Mohad, Cabdiweli/Abdiwali/Abdiweli,
Sakariye/Zakaria/Sakaria, Bile/Bille, Xaaji/Haji/Hagi, Cilmi/Elmi/Ilmi, Rooble/Roble,
Shariif/Sharif/Sherif
"""

SOMALI_FEMALE = """
Faadumo/Fadumo/Faduma/Fatuma, Caasho/Asha/Aisha, Xaliimo/Halimo/Halima,
Khadiijo/Khadija/Khadijo, Maryan/Mariam/Maryam, Sahra/Zahra/Sara, Hodan/Hoodan,
Ifraax/Ifrah/Ifra, Naciimo/Naima/Naimo, Sucaad/Suad/Souad, Ayaan/Ayan/Ayaano, Xamdi/Hamdi,
Nimco/Nimo/Nimco, Deeqa/Deqa/Dega, Fowsiyo/Fowsia/Fawzia, Ubax/Ubah/Ubax,
Leyla/Layla/Laila, Amiina/Amina/Aamina, Saynab/Zainab/Zeinab, Raxma/Rahma, Muna/Mona,
Cibaado/Ibado/Ebado, Luul/Lul, Sagal/Saggal, Shukri/Shukria, Canab/Anab, Barni/Berni,
Filsan/Filsen, Hibo/Hiba, Idil/Edil
"""
