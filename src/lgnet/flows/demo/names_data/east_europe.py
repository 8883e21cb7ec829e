"""Cyrillic names of Ukraine, Russia, Belarus and Moldova; Georgian; Albanian and Balkan."""

UKRAINIAN_MALE = """
Олександр=Oleksandr/Alexander/Aleksandr/Olexandr, Андрій=Andrii/Andriy/Andrij/Andrei,
Сергій=Serhii/Sergiy/Sergei/Serhij, Володимир=Volodymyr/Vladimir/Volodimir,
Дмитро=Dmytro/Dmitro/Dmitri, Іван=Ivan/Iwan, Микола=Mykola/Nikolai/Mikola,
Віктор=Viktor/Victor, Юрій=Yurii/Yuriy/Jurij/Yuri, Олег=Oleh/Oleg, Ігор=Ihor/Igor,
Василь=Vasyl/Vasil/Wasyl, Михайло=Mykhailo/Mihailo/Mykhaylo, Тарас=Taras/Tarás,
Богдан=Bohdan/Bogdan, Максим=Maksym/Maxim/Maksim, Артем=Artem/Artiom, Назар=Nazar/Nasar,
Роман=Roman/Román, Євген=Yevhen/Evgen/Evgeni, Петро=Petro/Piotr, Степан=Stepan/Stefan
"""

UKRAINIAN_FEMALE = """
Олена=Olena/Elena/Helena, Наталія=Nataliia/Nataliya/Natalia, Ірина=Iryna/Irina,
Тетяна=Tetiana/Tatiana/Tetyana, Оксана=Oksana/Oxana, Марія=Mariia/Maria/Mariya,
Світлана=Svitlana/Svetlana, Людмила=Liudmyla/Ludmila/Lyudmyla, Галина=Halyna/Galina,
Юлія=Yuliia/Julia/Yuliya, Катерина=Kateryna/Caterina/Katerina, Анна=Anna/Hanna,
Вікторія=Viktoriia/Victoria, Надія=Nadiia/Nadia/Nadiya, Ольга=Olha/Olga,
Валентина=Valentyna/Valentina, Лариса=Larysa/Larissa, Дарина=Daryna/Darina,
Софія=Sofiia/Sofia, Любов=Liubov/Lubov/Lyubov, Ганна=Hanna/Ganna, Леся=Lesia/Lesya
"""

UKRAINIAN_FAMILY = """
Шевченко=Shevchenko/Scevcenko/Ševčenko, Коваленко=Kovalenko/Covalenco,
Бондаренко=Bondarenko/Bondarenco, Ткаченко=Tkachenko/Tkacenko,
Кравченко=Kravchenko/Kravcenko, Олійник=Oliinyk/Oliynyk/Olijnyk, Шевчук=Shevchuk/Scevciuk,
Ковальчук=Kovalchuk/Kovalciuk, Поліщук=Polishchuk/Poliscuk, Бойко=Boiko/Boyko/Bojko,
Мельник=Melnyk/Melnik, Гончаренко=Honcharenko/Goncharenko, Марченко=Marchenko/Marcenko,
Савченко=Savchenko/Savcenko, Руденко=Rudenko/Rudenco, Лисенко=Lysenko/Lisenko,
Петренко=Petrenko/Petrenco, Мороз=Moroz/Moros, Кузьменко=Kuzmenko/Kusmenko,
Павленко=Pavlenko/Pawlenko, Гриценко=Hrytsenko/Gritsenko, Клименко=Klymenko/Klimenko,
Романюк=Romaniuk/Romanyuk, Левченко=Levchenko/Levcenko,
Захарченко=Zakharchenko/Zaharcenko, Сидоренко=Sydorenko/Sidorenko,
Гаврилюк=Havryliuk/Gavriliuk, Іваненко=Ivanenko/Iwanenko, Дяченко=Diachenko/Dyachenko,
Стельмах=Stelmakh/Stelmah
"""

RUSSIAN_MALE = """
Александр=Aleksandr/Alexander/Alexandr, Дмитрий=Dmitrii/Dmitry/Dmitri,
Сергей=Sergei/Sergey/Serghei, Иван=Ivan/Iwan, Алексей=Aleksei/Alexey/Alexei,
Максим=Maksim/Maxim, Никита=Nikita/Nichita, Андрей=Andrei/Andrey, Павел=Pavel/Pawel,
Виктор=Viktor/Victor, Руслан=Ruslan/Rouslan, Тимур=Timur/Temur
"""

RUSSIAN_FEMALE = """
Елена=Elena/Yelena, Ольга=Olga/Olja, Наталья=Natalia/Natalya, Татьяна=Tatiana/Tatyana,
Ирина=Irina/Irene, Мария=Maria/Mariya, Анна=Anna/Ana, Светлана=Svetlana/Swetlana,
Екатерина=Ekaterina/Caterina, Юлия=Iuliia/Julia/Yulia, Дарья=Daria/Darya,
Виктория=Viktoria/Victoria
"""

RUSSIAN_FAMILY = """
Иванов=Ivanov/Ivanoff, Смирнов=Smirnov/Smirnow, Кузнецов=Kuznetsov/Kusnezov,
Попов=Popov/Popoff, Соколов=Sokolov/Sokolow, Лебедев=Lebedev/Lebediev,
Новиков=Novikov/Novicov, Морозов=Morozov/Morosov, Волков=Volkov/Wolkow,
Козлов=Kozlov/Koslov, Ковалёв=Kovalev/Kovaliov, Орлов=Orlov/Orloff,
Чеботарь=Cebotari/Chebotar, Руссу=Russu/Rusu, Мунтяну=Munteanu/Muntian
"""

GEORGIAN_MALE = """
გიორგი=Giorgi/George/Georgi, დავით=Davit/David, ნიკა=Nika/Nikka, ლუკა=Luka/Luca,
ლევან=Levan/Lewan, ზურაბ=Zurab/Surab, თორნიკე=Tornike/Tornike, ბექა=Beka/Beqa,
ირაკლი=Irakli/Iraklij, ვახტანგ=Vakhtang/Vahtang, მამუკა=Mamuka/Mamuca, გელა=Gela/Ghela,
ზაზა=Zaza/Saza, ავთანდილ=Avtandil/Aftandil, თამაზ=Tamaz/Tamas, ბესიკ=Besik/Bessik,
გოჩა=Gocha/Gotcha, ვაჟა=Vazha/Vaja, კახა=Kakha/Kaha, ალექსანდრე=Aleksandre/Alexandre,
მერაბ=Merab/Meráb, ოთარ=Otar/Othar, რევაზ=Revaz/Rewaz, შოთა=Shota/Shotha,
ნოდარ=Nodar/Nodár, მალხაზ=Malkhaz/Malhaz, გურამ=Guram/Gouram, ჯაბა=Jaba/Djaba,
საბა=Saba/Sabba, თემურ=Temur/Teimur/Temuri, ვლადიმერ=Vladimer/Vladimir
"""

GEORGIAN_FEMALE = """
ნინო=Nino/Ninò, მარიამ=Mariam/Mariami, თამარ=Tamar/Tamari/Tamara, ნანა=Nana/Nanna,
ქეთევან=Ketevan/Qetevan/Ketevani, ეკა=Eka/Ekka, ლელა=Lela/Lella, მაია=Maia/Maya,
ნათია=Natia/Nathia, თეა=Tea/Thea, ირმა=Irma/Irmá, ხათუნა=Khatuna/Hatuna, ლალი=Lali/Laly,
მანანა=Manana/Mananna, ანა=Ana/Anna, ელენე=Elene/Elena, სოფიო=Sopio/Sofio/Sophio,
მზია=Mzia/Msia, ნელი=Neli/Nelly, დალი=Dali/Daly, ია=Ia/Iya, გულნარა=Gulnara/Golnara,
ლია=Lia/Liya, ნატო=Nato/Natto, თინათინ=Tinatin/Tinatini, მედეა=Medea/Medeja,
ციალა=Tsiala/Ziala, ლუიზა=Luiza/Luisa, მაკა=Maka/Macca, ინგა=Inga/Ingha
"""

GEORGIAN_FAMILY = """
ბერიძე=Beridze/Beridse, კაპანაძე=Kapanadze/Kapanadse, გელაშვილი=Gelashvili/Ghelashvili,
მაისურაძე=Maisuradze/Maisuradse, გიორგაძე=Giorgadze/Ghiorgadze, ლომიძე=Lomidze/Lomidse,
წიკლაური=Tsiklauri/Ziklauri, კვარაცხელია=Kvaratskhelia/Kvaratshelia,
ბოლქვაძე=Bolkvadze/Bolqvadze, ნოზაძე=Nozadze/Nosadze, აბაშიძე=Abashidze/Abascidze,
შენგელია=Shengelia/Scenghelia, გოგოლაძე=Gogoladze/Goghaladze,
მამულაშვილი=Mamulashvili/Mamulasvili, ხუციშვილი=Khutsishvili/Hutsishvili,
ჯაფარიძე=Japaridze/Djaparidze, მელაძე=Meladze/Meladse, ნადირაძე=Nadiradze/Nadiradse,
ცერცვაძე=Tsertsvadze/Zerzvadze, მიქაძე=Mikadze/Miqadze, ლომთაძე=Lomtadze/Lomtadse,
ჩხაიძე=Chkhaidze/Chaidze, ხარაზიშვილი=Kharazishvili/Harazishvili,
ქავთარაძე=Kavtaradze/Qavtaradze, დვალი=Dvali/Dwali, შარაშიძე=Sharashidze/Scharaschidze,
ჯანელიძე=Janelidze/Djanelidze, გვენეტაძე=Gvenetadze/Gwenetadze,
სულაბერიძე=Sulaberidze/Soulaberidze, ოდიშარია=Odisharia/Odisaria, ქობალია=Kobalia/Qobalia,
ბასილაშვილი=Basilashvili/Basilasvili, ჭანტურია=Chanturia/Canturia, ჯიქია=Jikia/Djikia,
გაბუნია=Gabunia/Gabounia, ტაბატაძე=Tabatadze/Tabatadse, ალანია=Alania/Alanija,
ბარამიძე=Baramidze/Baramidse, მჭედლიშვილი=Mchedlishvili/Mcedlishvili,
ქურდაძე=Kurdadze/Qurdadze, შავაძე=Shavadze/Sciavadze
"""

ALBANIAN_MALE = """
Arben/Arbën, Artan/Arthan, Besnik/Besnick, Dritan/Dritàn, Ermal/Ermál, Fatos/Fatoz,
Gëzim/Gezim, Ilir/Ylir, Klajdi/Claidi, Luan/Louan, Agron/Agròn, Shpëtim/Shpetim,
Altin/Althin, Bledar/Bledár, Endri/Endry, Flamur/Flamour, Valon/Vallon, Burim/Bourim,
Enver/Anver, Kujtim/Kuitim
"""

ALBANIAN_FEMALE = """
Mirela/Mirella, Elona/Elonna, Valbona/Valbonna, Ermira/Hermira, Arta/Artha, Drita/Dritta,
Fatmira/Fatmire, Blerta/Blerte, Anisa/Anissa, Majlinda/Mailinda, Entela/Entella,
Lindita/Linditta, Vjollca/Viollca, Shpresa/Spresa, Albana/Albanna, Merita/Meritha
"""

ALBANIAN_FAMILY = """
Hoxha/Hodja/Hoja, Shehu/Sehu, Prifti/Priftì, Gjoka/Gioka, Leka/Lekka, Kola/Kolla,
Çela/Cela, Marku/Marcu, Dervishi/Dervisci, Hysa/Husa, Bushati/Bushatti, Gashi/Gasci,
Krasniqi/Krasnici, Berisha/Berisa, Shala/Sciala, Hasani/Hassani, Osmani/Osmanni,
Ramadani/Ramadanni, Selimi/Sellimi, Zeneli/Zenelli, Toska/Tosca, Mema/Memma
"""
