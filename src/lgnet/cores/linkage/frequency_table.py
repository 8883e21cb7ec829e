"""Common names by sound, in thousandths of the people of the origin where they are commonest.

Made by `./lgnet bench linkage --tables` from invented people (seed 2026): no datum of a living
person. The lists behind it are hand-made: TO BE REVIEWED BY CULTURAL MEDIATORS.
"""

DEFAULT_SHARE = 0.0015

_TABLE = """
=mohamed 317, ks 233, sg 190, s 168, kbd 166, gs 162, grs 158, =tesfay 142, md 140, kn 139,
mns 131, =abdullah 125, rdrgs 121, gn 116, km 114, =ali 113, hmd 112, =ahmed 107, =hussein 107,
ls 107, rbn 106, lms 105, brg 104, hks 103, hms 103, =oleksandr 101, l 101, svsnk 101, =said 96,
kf 95, rs 95, btng 94, sm 93, ktb 87, =george 86, mbrg 82, mrtns 83, =diallo 82, snt 81,
=khan 80, kmdm 80, brs 79, rtn 79, bnl 77, hd 77, k 77, slm 76, ksn 72, kld 69, fs 68, g 68,
iu 68, =ibrahim 67, brft 66, =andrii 64, sn 64, =uthman 63, gk 63, =cisse 62, klnk 62, =umar 61,
dt 61, nkn 60, m 59, =hailu 58, hrnds 58, lbs 57, bndrnk 56, krls 56, sf 56, bdft 55, bdl 55,
ng 55, =mikhail 54, rhm 54, snd 54, =gebre 52, fts 52, hsn 52, kg 52, mrl 52, sml 52, trbls 52,
bsnk 51, f 51, mnds 51, bd 50, frks 50, gnsls 50, kbdl 50, slk 50, tl 50, mnl 49, sr 49,
=maryam 48, mn 48, =ismail 47, =yusuf 47, b 47, d 47, gmn 47, kbng 47, ns 47, gbl 46, ln 46,
sl 46, =serhii 45, =yahya 45, dmtr 45, grg 45, krm 45, nv 45, smrnv 45, tksnk 45, dr 44,
drtn 44, gbndn 44, mstf 44, nt 44, rbl 44, =keita 43, =olena 43, =toure 43, kd 42, lk 43,
mgrf 42, shn 42, strk 42, gsm 42, kbn 42, ngl 42, nr 42, =isa 41, =musa 41, =rahman 41, dm 41,
glr 41, n 41, vktr 41, =abdelrahman 40, =abubakar 40, =fatima 40, =idris 40, dmr 40, flrs 40,
kl 40, kngn 40, nk 40, rsmnd 40, skr 40, tsk 40, blsng 39, bsr 39, mksmd 39, mrk 39, r 39,
sns 39, gb 38, gmk 38, gms 38, hsm 38, msrg 38, frmbng 37, krvsnk 37, ksrs 37, sk 37, smtr 37,
tnd 38, vrsm 37, =dmytro 36, =jamal 36, =volodymyr 36, dlm 36, klf 36, mt 36, rmrs 36, vld 36,
bst 35, db 35, mhmd 35, rml 35, srb 35, blsk 34, bs 34, bt 34, dhr 34, kbr 34, lnk 34, mr 34,
rkrd 34, srf 34, =barry 33, =begum 33, =yonas 32, blm 32, bnsl 33, brn 32, glsvl 33, kls 32,
lmg 33, mrg 33, shr 33, sht 33, smn 33, tmr 33, trs 33, vrfl 32, vsks 33, bng 32, dnl 32,
gsnk 32, lbn 32, mk 32, mnsr 32, ngr 32, rgs 32, bdmnm 31, bl 31, dhs 31, dn 31, frd 31, gld 31,
krs 31, krsnk 31, lr 31, slsr 31, =dawit 30, =huseyin 30, =mehari 30, =mykola 30, bk 30, bnd 30,
fn 30, frs 30, h 30, hnsrnk 30, htb 30, kbdkdr 30, lds 30, mrsnk 30, ngs 30, rms 30, rts 30,
stn 30, tb 30, vln 30, drs 29, gfr 29, ui 29, =tekle 28, bv 28, gd 28, gns 28, grm 28, hs 28,
knl 28, ksmnk 28, lsn 28, mngr 28, rsln 28, sbtm 28, sd 28, sklv 28, slv 28, smb 28, sntg 28,
sntn 28, t 28, tkn 28, drvs 27, hbns 27, lks 27, mrbt 27, mrn 27, rnst 27, snts 27, trnk 27,
=konate 26, =traore 26, =vasyl 26, btrnk 26, dmb 26, drt 26, fm 26, gbr 26, gr 26, hm 26,
ksm 26, mrls 26, mrs 26, nsg 26, sb 26, skmk 26, snl 26, srg 26, =suleiman 25, bdkrm 25, bn 25,
ds 25, fk 25, ft 25, grn 25, gtrs 25, hmn 25, hrv 25, klbl 25, kmfrt 25, kmr 25, ksb 25,
kstl 25, ktm 25, msrt 25, nkt 25, nsr 25, rmdn 25, smls 25, srbng 25, vmr 25, =badji 24,
=malik 24, =natalia 24, =petro 24, =yurii 24, dl 24, hmdn 24, ndrs 24, rd 24, rdnk 24, rfl 24,
rm 24, snk 24, svsk 24, vlmr 24, =diarra 23, =diatta 23, bld 23, dsr 23, frg 23, hldr 23,
krl 23, krmn 23, ltn 23, msd 23, ngbl 23, nlsn 23, rfk 23, vktng 23, vlbn 23, =majumder 22,
=miah 22, =uddin 22, bhdn 22, blkvg 22, bnt 22, br 22, brm 22, dlsd 22, gl 22, hvrlk 22,
kbnms 22, kbrm 22, ksg 22, ksntsv 22, lbdv 22, mksm 22, mlsvl 22, ms 22, mvn 22, mvnd 22,
ngn 22, sdrnk 22, sfk 22, ts 22, tsklr 22, vg 22, =aisha 21, =iryna 21, =kone 21, bmb 21,
bngln 21, brtl 21, hrtsnk 21, lsnk 21, mfdn 21, mnd 21, mnk 21, nbl 21, nks 21, nvr 21, rnd 21,
rtm 21, sdk 21, sdn 21, stbn 21, =qureshi 20, =sekou 20, =sheikh 20, bldr 20, bls 20, dsmn 20,
ftr 20, ftsm 20, gdn 20, grb 20, hnk 20, hts 20, kslv 20, lg 20, lmn 20, lrb 20, mrsk 20,
mrt 20, nkv 20, rlv 20, sdmr 20, shl 20, sls 20, stl 20, stnks 20, tds 20, =amina 19,
=conteh 19, =haque 19, =ihor 19, =oleh 19, =yevhen 19, =zahid 19, bsd 19, bsk 19, fsl 19,
gnm 19, hg 19, hmg 19, klsk 19, knk 19, mksd 19, sgn 19, vrtn 19, =akter 18, =chowdhury 18,
bln 18, blt 18, gm 18, hb 18, hdr 18, kb 18, klv 18, krd 18, krn 18, ksmd 18, lmd 18, mhd 18,
msn 18, nd 18, nrs 18, rt 18, sbtr 18, sdb 18, snb 18, srk 18, srt 18, tfr 18, trk 18, trn 18,
=gueye 17, =mariia 17, bvlnk 17, drd 17, fkr 17, gnl 17, hln 17, i 17, klsnk 17, knt 17, ktn 17,
mlks 17, mlnk 17, ndr 17, nkb 17, sbr 17, shd 17, vtr 17, bm 16, brvn 16, dld 16, fr 16, gbd 16,
gbrl 16, ghr 16, glm 16, gndl 16, kbl 16, kfr 16, ktsvl 16, kvrtskl 16, lmtg 16, mnr 16, nmd 16,
nsmn 16, rkb 16, skbr 16, smd 16, srsg 16, =bhuiyan 15, =dembele 15, =diabate 15, =javed 15,
=kateryna 15, =khadija 15, =kidane 15, =sagna 15, =shivan 15, =tetiana 15, bdkdr 15, brdn 15,
bsg 15, flmr 15, frnk 15, fsts 15, ftmr 15, gbrg 15, ghnsn 15, glg 15, gmnd 15, gmnt 15, gsk 15,
gsn 15, hn 15, hr 15, ia 15, kbdr 15, kmtf 15, krkms 15, lm 15, mlg 15, mrsv 15, ndrns 15,
nmn 15, nmtl 15, rht 15, rmn 15, sdl 15, sfl 15, sfs 15, skdr 15, sng 15, sngl 15, sngr 15,
sntb 15, st 15, svtln 15, thr 15, tms 15, vks 15, vlt 15, vsn 15, =nazrul 14, =zainab 14,
bnsf 14, gft 14, gt 14, hgtr 14, hkm 14, hl 14, kdg 14, kmrl 14, kndl 14, krdg 14, lmgr 14,
ml 14, mndl 14, nfs 14, rg 14, rhmtl 14, rls 14, rsl 14, trl 14, vldmr 14, =hanna 13, =mizan 13,
=oleksii 12, bds 13, bhnm 12, blksm 12, bnmr 13, bnms 13, bns 12, brhm 12, brkt 12, brsn 12,
bskrt 12, dgm 13, dns 13, flmn 12, frk 13, gbn 13, hgs 13, kdr 12, klmnk 13, klns 13, kr 13,
kslm 13, ktrn 13, ldrm 12, mdn 12, mntn 12, mrd 13, mrlv 12, mtbr 13, ndg 12, nsrn 13, rf 13,
rkl 13, sgd 13, skb 13, skn 12, sltn 13, smk 13, srkr 13, srl 13, tlkdr 13, tnkr 13, tnvr 13,
vglk 13, vl 13, =bodian 12, =kazi 12, =siddiqui 12, blgn 12, blsd 12, bsn 12, dlr 12, dvl 12,
fd 12, frgn 12, gln 12, hdt 12, klrs 12, kmrn 12, kvtrg 12, lnd 12, lskr 12, mdsr 12, mg 12,
mgl 12, mrb 12, msdlsvl 12, msr 12, nm 12, nrgs 12, ntl 12, rn 12, rsn 12, sbhl 12, shbs 12,
snr 12, thn 12, tr 12, tsrtsvg 12, vlntn 12, vrdk 12, vrs 12, =fode 11, =ndiaye 11, =sissoko 11,
brsk 11, btnd 11, btr 11, dg 11, gls 11, kngsl 11, knm 11, krsvl 11, lhl 11, lrs 11, lt 11,
ltf 11, lvsnk 11, mlgrs 11, mtl 11, nsk 11, rmnk 11, rmr 11, shrn 11, srn 11, vslt 11, =hawa 10,
=pavlo 10, =wolde 10, bdbsr 10, bdrhmn 10, bgnm 10, bkl 10, blrt 10, brvs 10, bslsvl 10, btm 10,
btns 10, dln 10, gbkn 10, ghn 10, gnlg 10, gvntg 10, hdn 10, hrn 10, hsr 10, kfn 10, knd 10,
kng 10, krt 10, ksr 10, kt 10, ktk 10, ldb 10, ldn 10, lksndr 10, mkg 10, mnm 10, mrm 10,
msf 10, ndrg 10, nhm 10, rk 10, sbdv 10, sdg 10, slb 10, slbrg 10, sln 10, smsk 10, sntr 10,
tld 10, vlms 10, =kebba 9, =yuliia 9, bg 9, bkr 9, blnk 9, bnrmdn 9, dk 9, drm 9, frn 9, frst 9,
gbng 9, hlm 9, hmrs 9, ldr 9, mrln 9, mtlt 9, ntgm 9, rsk 9, sgr 9, skg 9, skrsnk 9, sndr 9,
stlmk 9, tslm 9, =diop 8, =syed 8, drb 8, gmnds 8, hmdrs 8, khnd 8, kmb 8, kml 8, kndkr 8,
kvg 8, lndt 8, mlnd 8, rb 8, rksn 8, slmn 8, slmt 8, slng 8, slr 8, snds 8, srmn 8, stb 8,
svl 8, vf 8, vtndl 8, =farzana 7, =kebede 8, bks 7, blf 8, blrb 8, bnsd 7, brkl 8, brmg 7,
dmsr 8, dnk 7, dsk 7, dtsm 8, fnt 7, glsn 8, gmr 7, gnt 7, gsrbng 7, ii 7, kdrm 8, ksf 7,
ksmr 7, kstf 7, lbtr 8, ld 7, ldml 7, mlm 7, mrnk 7, mtd 8, mtng 7, ngf 8, ngfr 8, nknd 8,
nsm 7, nsrt 7, rbr 7, rmt 7, sbn 7, sbnm 7, skd 7, skl 7, sks 7, smr 7, tbtg 7, thrn 8, thrs 8,
tlbl 8, tmbk 7, tn 7, trb 7, vlkv 8, vlv 8, dvg 6, krtm 6, mbn 6, mtr 6, ngsn 6, nl 6, nsf 6,
rksm 6, sgl 6, srdr 6, srs 6
"""


def _read(table: str) -> dict[str, float]:
    cells = (cell.split() for cell in table.replace("\n", " ").split(","))
    return {skeleton: int(thousandths) / 1000 for skeleton, thousandths in cells}


SHARES: dict[str, float] = _read(_TABLE)
