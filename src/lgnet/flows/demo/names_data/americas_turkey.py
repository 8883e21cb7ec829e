"""Spanish and Portuguese names of Latin America; Turkish and Kurdish names."""

LATIN_MALE = """
José/Jose/Josè, Juan/Juán, Luis/Luís, Carlos/Karlos, Jorge/Jorghe, Miguel/Michel,
Ángel/Angel, Jesús/Jesus, Víctor/Victor, César/Cesar, Óscar/Oscar, Mario/Marìo,
Ricardo/Riccardo, Edwin/Edwín/Eduin, Kevin/Kebin, Brayan/Bryan/Brian, Wilmer/Vilmer,
Jhon/John/Jon, Alexis/Alexi, Andrés/Andres, Santiago/Santhiago, Mateo/Matteo,
Nelson/Nélson, Rafael/Rafaél, Ernesto/Hernesto
"""

LATIN_FEMALE = """
María/Maria, Ana/Anna, Rosa/Rossa, Carmen/Cármen, Luz/Lus, Gloria/Glòria, Yolanda/Jolanda,
Karla/Carla, Karina/Carina, Jessica/Yessica/Jésica, Yesenia/Jesenia, Milagros/Milagro,
Daniela/Daniella, Gabriela/Gabriella, Valentina/Balentina, Camila/Camilla, Lucía/Lucia,
Sandra/Zandra, Blanca/Bianca, Marlene/Marlen, Katherine/Catherine/Caterin, Silvia/Sílvia
"""

LATIN_FAMILY = """
García/Garcia, Rodríguez/Rodriguez/Rodrigues, Martínez/Martinez/Martines,
Hernández/Hernandez/Ernandez, López/Lopez/Lopes, González/Gonzalez/Gonzales,
Pérez/Perez/Peres, Sánchez/Sanchez/Sanches, Ramírez/Ramirez, Torres/Tores, Flores/Florez,
Rivera/Ribera, Gómez/Gomez/Gomes, Díaz/Diaz/Dias, Reyes/Reies, Morales/Moráles,
Cruz/Cruzz, Ortiz/Ortis, Gutiérrez/Gutierrez, Chávez/Chavez/Chaves, Ramos/Rámos,
Ruiz/Ruíz, Mendoza/Mendosa, Vásquez/Vasquez/Vazquez, Castillo/Castilio, Quispe/Quishpe,
Huamán/Huaman/Guaman, Mamani/Mamanni, Rojas/Roxas, Salazar/Salasar, Escobar/Escovar,
Menjívar/Menjivar, Portillo/Portilio, Guevara/Gevara, Aguilar/Aghilar, Silva/Sylva,
Santos/Sántos, Oliveira/Olivera, Souza/Sousa, Pereira/Perera
"""

TURKISH_MALE = """
Mehmet/Mehmed/Mohamed, Mustafa/Mustapha, Ahmet/Ahmed, Ali/Aly, Hüseyin/Huseyin/Hussein,
Hasan/Hassan, İbrahim/Ibrahim, İsmail/Ismail, Yusuf/Youssef, Osman/Othman, Murat/Murad,
Ömer/Omer/Omar, Emre/Emré, Baran/Barán, Serhat/Sarhad, Azad/Azat, Rojhat/Rojat,
Welat/Velat, Dilşad/Dilshad, Karwan/Karvan/Carwan, Rebin/Rêbin, Şivan/Shivan/Sivan,
Hêvar/Hevar
"""

TURKISH_FEMALE = """
Fatma/Fatima, Ayşe/Ayse/Aisha, Emine/Amina, Hatice/Hatije/Khadija, Zeynep/Zeinab/Zainab,
Elif/Eliff, Meryem/Mariam, Şerife/Serife/Sherife, Gülşen/Gulsen, Berivan/Bêrîvan,
Rojda/Rozhda, Zîn/Zin, Jiyan/Zhiyan/Jian, Şilan/Shilan, Nesrin/Nasrin, Havin/Hevin,
Dilan/Dilán, Avin/Awin
"""

TURKISH_FAMILY = """
Yılmaz/Yilmaz, Kaya/Caya, Demir/Demír, Şahin/Sahin/Shahin, Çelik/Celik, Yıldız/Yildiz,
Yıldırım/Yildirim, Öztürk/Ozturk, Aydın/Aydin, Özdemir/Ozdemir, Arslan/Aslan, Doğan/Dogan,
Kılıç/Kilic, Çetin/Cetin, Kara/Cara, Koç/Koc, Kurt/Curt, Özkan/Ozkan, Şimşek/Simsek,
Polat/Pollat, Korkmaz/Corkmaz, Bozkurt/Bozcurt, Tekin/Tekín, Güneş/Gunes, Barzani/Barzanî,
Hesen/Hassan
"""
