"""Whole explanations of three households, kept word by word."""

from datetime import date

import pytest
from tests.assess.households import SPRING, family, family_with_a_disabled_spouse

from dibao import Engine, Money

# The lines of an explanation are as long as they are printed.
# ruff: noqa: E501

FAMILY_ZH = """\
家庭 hj：最低生活保障家庭，最低生活保障金750.00元/月
洪江市（431281）、怀化市（431200）、湖南省（430000）、全国（000000）；2024年3月1日；农村

一、共同生活的家庭成员
  a（申请人，53周岁）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  b（配偶，51周岁）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  c（子女，14周岁）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  家庭人口数：3

二、家庭收入
  a：工资性收入 600.00元/月，计入
  b、c：没有收入
  计入的家庭收入：600.00元/月
  家庭收入：600.00元/月

三、保障标准
  每人450.00元/月：适用当地最低生活保障标准（民发〔2021〕57号 第二十三条）
  农村低保标准：5400元/年（合450.00元/月），洪江市（431281），《洪江市民政局2024年工作计划》（洪江市民政局），依据等级：公开报道（起始日：推定）
  家庭保障需要：1350.00元/月
  差额：750.00元/月

四、逐项认定
  家庭收入低于保障标准合计：600.00元/月 < 1350.00元/月，是（民发〔2021〕57号 第二十三条）
  家庭财产符合规定：是（民发〔2021〕57号 第十四条）

五、结果
  最低生活保障家庭
  最低生活保障金：750.00元/月，自2024年4月起，发给家庭。按差额发放（民发〔2021〕57号 第二十三条）

六、提示
  dibao.standard.rural（431281）的起始日2024-01-01，来源未写明

七、依据
  整个结论的依据等级：推定。依据最弱的是：农村低保标准，洪江市（431281）
  《特困人员认定办法》（民政部）
    第五条 未满规定年龄的未成年人无劳动能力：法规原文
    第四条 共同生活的成年近亲属有供养义务：公开报道
    第四条 特困人员认定：法规原文
  《最低生活保障审核确认办法》（民政部 民发〔2021〕57号）
    第十三条 转移净收入：法规原文
    第二十三条 适用当地最低生活保障标准：法规原文
    第七条 共同生活的家庭成员：法规原文
    第十三条 其他收入计入家庭收入：法规原文
    第十四条 家庭财产符合当地规定：法规原文
    第二十三条 按差额发放：法规原文
  采用的数值：
    成年年龄：18，全国（000000），《关于加强孤儿保障工作的意见》（国务院办公厅 国办发〔2010〕54号），依据等级：法规原文
    宗教教职人员脱离家庭年限：3，全国（000000），《最低生活保障审核确认办法》（民政部 民发〔2021〕57号），依据等级：法规原文
    农村低保标准：5400元/年（合450.00元/月），洪江市（431281），《洪江市民政局2024年工作计划》（洪江市民政局），依据等级：公开报道（起始日：推定）
    无劳动能力的老年人年龄：60，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文
    无劳动能力的未成年人年龄：16，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文
    可认定为无履行义务能力的老年人年龄：70，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文

八、什么会改变结果
  家庭收入增加750.00元/月、达到1350.00元/月或以上：最低生活保障边缘家庭，停发最低生活保障金
  家庭收入增加1425.00元/月、达到2025.00元/月或以上：不符合条件，停发最低生活保障金
  在达到1350.00元/月之前，家庭收入每增加1.00元/月，补助减少1.00元/月
  如“家庭财产符合当地规定”为否（民发〔2021〕57号 第十四条）：不符合条件，停发最低生活保障金
"""

FAMILY_EN = """\
Household hj: dibao family; dibao 750.00 yuan a month
Hongjiang (431281), Huaihua (431200), Hunan (430000), China (000000); 2024-03-01; rural

1. Who counts
  a (applicant, aged 53) counts: Spouse, minor children and dependent grown children belong (民发〔2021〕57号 第七条)
  b (spouse, aged 51) counts: Spouse, minor children and dependent grown children belong (民发〔2021〕57号 第七条)
  c (child, aged 14) counts: Spouse, minor children and dependent grown children belong (民发〔2021〕57号 第七条)
  Members who count: 3

2. Income
  a: wages 600.00 yuan a month, counts
  b, c: no income
  Income of the household that counts: 600.00 yuan a month
  Household income: 600.00 yuan a month

3. Standard
  450.00 yuan a month for each person: Each person has the local standard of the area, urban or rural (民发〔2021〕57号 第二十三条)
  Rural dibao standard per person: 5400 yuan a year (that is 450.00 yuan a month), Hongjiang (431281), Work plan of the Hongjiang Civil Affairs Bureau for 2024 (洪江市民政局), grade: reported (its first day: assumed)
  Need of the household: 1350.00 yuan a month
  Need not covered by income: 750.00 yuan a month

4. Tests
  Income is below the standards: 600.00 yuan a month < 1350.00 yuan a month, yes (民发〔2021〕57号 第二十三条)
  Property is within limits: yes (民发〔2021〕57号 第十四条)

5. Result
  dibao family
  Dibao: 750.00 yuan a month, from 2024-04, to the household. Dibao pays what income lacks to the standard (民发〔2021〕57号 第二十三条)

6. Warnings
  start of dibao.standard.rural 2024-01-01 for 431281 is assumed

7. What it rests on
  Grade of the whole: assumed. Weakest: rural dibao standard per person, Hongjiang (431281)
  Measures for recognising destitute people (民政部)
    第五条 Who is younger than the age of work is unable to work: official
    第四条 Grown members of the close family owe support; of others an officer finds it: reported
    第四条 Who cannot work, has no means of living and nobody able to give support is destitute: official
  Measures for the review and confirmation of dibao (民政部 民发〔2021〕57号)
    第十三条 Taxes, social insurance and support paid come off transfers received: official
    第二十三条 Each person has the local standard of the area, urban or rural: official
    第七条 Spouse, minor children and dependent grown children belong: official
    第十三条 All income counts in full unless it is settled apart: official
    第十四条 Property is within limits when the officer finds so; limits are local: official
    第二十三条 Dibao pays what income lacks to the standard: official
  Figures:
    Age from which a person is an adult: 18, China (000000), Opinion on strengthening support for orphans (国务院办公厅 国办发〔2010〕54号), grade: official
    Years apart after which clergy leave the household: 3, China (000000), Measures for the review and confirmation of dibao (民政部 民发〔2021〕57号), grade: official
    Rural dibao standard per person: 5400 yuan a year (that is 450.00 yuan a month), Hongjiang (431281), Work plan of the Hongjiang Civil Affairs Bureau for 2024 (洪江市民政局), grade: reported (its first day: assumed)
    Age from which the old are unable to work: 60, China (000000), Measures for recognising destitute people (民政部), grade: official
    Age below which the young are unable to work: 16, China (000000), Measures for recognising destitute people (民政部), grade: official
    Age from which those with little income cannot give support: 70, China (000000), Measures for recognising destitute people (民政部), grade: official

8. What would change the outcome
  Household income rises by 750.00 yuan a month to 1350.00 yuan a month or more: dibao-marginal family; dibao ends
  Household income rises by 1425.00 yuan a month to 2025.00 yuan a month or more: not eligible; dibao ends
  Up to 1350.00 yuan a month, every 1.00 yuan a month more of household income lowers what is paid by 1.00 yuan a month
  If “property is within local limits” were no (民发〔2021〕57号 第十四条): not eligible; dibao ends
"""

ALONE_ZH = """\
家庭 hj：最低生活保障边缘家庭，单人保300.00元/月（b）、困难残疾人生活补贴90.00元/月（b）
洪江市（431281）、怀化市（431200）、湖南省（430000）、全国（000000）；2024年3月1日；农村

一、共同生活的家庭成员
  a（申请人，53周岁）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  b（配偶，52周岁）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  c（子女，24周岁）：不计入。在监狱服刑人员不计入（民发〔2021〕57号 第七条）
  d（其他人员，24周岁）：不属于共同生活的家庭成员（民发〔2021〕57号 第七条）
  家庭人口数：2

二、家庭收入
  a：工资性收入 1000.00元/月，计入
  a：奖学金 12.50元/月，不计入：优待抚恤金和奖励补助不计入家庭收入（民发〔2021〕57号 第十三条）
  a：转移净收入，扣除10.00元/月（民发〔2021〕57号 第十三条）
  a：计入的个人收入：990.00元/月
  c：工资性收入 9.00元/月，不计入：本人不计入家庭人口
  b、d：没有收入
  计入的家庭收入：990.00元/月
  家庭收入：990.00元/月

三、保障标准
  每人450.00元/月：适用当地最低生活保障标准（民发〔2021〕57号 第二十三条）
  农村低保标准：5400元/年（合450.00元/月），洪江市（431281），《洪江市民政局2024年工作计划》（洪江市民政局），依据等级：公开报道（起始日：推定）
  家庭保障需要：900.00元/月
  差额：0.00元/月

四、逐项认定
  家庭收入低于保障标准合计：990.00元/月 > 900.00元/月，否（民发〔2021〕57号 第二十三条）
  家庭财产符合规定：是（民发〔2021〕57号 第十四条）
  处于渐退期：否（民发〔2021〕57号 第三十三条；民发〔2022〕83号 一（三））
  家庭收入低于低保边缘家庭认定线：990.00元/月 < 1350.00元/月，是（民发〔2021〕57号 第八条）

五、结果
  最低生活保障边缘家庭
  单人保：300.00元/月，自2024年4月起，发给b。单独申请人员的补助金额（民发〔2021〕57号 第八条）
  困难残疾人生活补贴：90.00元/月，自2024年4月起，发给b。（湘政发〔2015〕54号 困难残疾人生活补贴）
  合计：390.00元/月
  b可以单独申请：低保边缘家庭中的重残人员单独申请（民发〔2021〕57号 第八条）

六、提示
  dibao.standard.rural（431281）的起始日2024-01-01，来源未写明
  disability.living_allowance（431281）的起始日2024-01-01，来源未写明

七、依据
  整个结论的依据等级：推定。依据最弱的是：农村低保标准，洪江市（431281）；困难残疾人生活补贴，洪江市（431281）
  《特困人员认定办法》（民政部）
    第五条 规定类别和等级的残疾人无劳动能力：法规原文
    第四条 共同生活的成年近亲属有供养义务：公开报道
    第八条 义务人无民事行为能力、被宣告失踪或在监狱服刑：法规原文
    第八条 义务人为收入较低的高龄老年人或重残人员：法规原文
    第四条 特困人员认定：法规原文
  《最低生活保障审核确认办法》（民政部 民发〔2021〕57号）
    第十三条 转移净收入：法规原文
    第二十三条 适用当地最低生活保障标准：法规原文
    第七条 共同生活的家庭成员：法规原文
    第七条 在监狱服刑人员不计入：法规原文
    第十三条 其他收入计入家庭收入：法规原文
    第十三条 优待抚恤金和奖励补助不计入家庭收入：法规原文
    第十四条 家庭财产符合当地规定：法规原文
    第八条 低保边缘家庭收入界限：法规原文
    第八条 低保边缘家庭中的重残人员单独申请：法规原文
    第八条 单独申请人员的补助金额：法规原文
  《湘政发〔2015〕54号》（湖南省人民政府 湘政发〔2015〕54号）
    困难残疾人生活补贴 困难残疾人生活补贴：公开报道
  采用的数值：
    成年年龄：18，全国（000000），《关于加强孤儿保障工作的意见》（国务院办公厅 国办发〔2010〕54号），依据等级：法规原文
    宗教教职人员脱离家庭年限：3，全国（000000），《最低生活保障审核确认办法》（民政部 民发〔2021〕57号），依据等级：法规原文
    低保边缘家庭收入倍数：1.5，全国（000000），《最低生活保障审核确认办法》（民政部 民发〔2021〕57号），依据等级：法规原文
    农村低保标准：5400元/年（合450.00元/月），洪江市（431281），《洪江市民政局2024年工作计划》（洪江市民政局），依据等级：公开报道（起始日：推定）
    困难残疾人生活补贴：90元/月，洪江市（431281），《洪江市民政局2024年工作计划》（洪江市民政局），依据等级：公开报道（起始日：推定）
    无劳动能力的老年人年龄：60，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文
    无劳动能力的未成年人年龄：16，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文
    可认定为无履行义务能力的老年人年龄：70，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文
  另有引用，不影响结果：
    《关于进一步做好最低生活保障等社会救助兜底工作的通知》（民政部等 民发〔2022〕83号）
      一（三） 渐退期原则上不超过六个月：法规原文
    《最低生活保障审核确认办法》（民政部 民发〔2021〕57号）
      第三十三条 就业后的渐退期：法规原文

八、什么会改变结果
  家庭收入增加360.00元/月、达到1350.00元/月或以上：不符合条件，停发单人保、困难残疾人生活补贴
  家庭收入须低于900.00元/月，即至少减少90.01元/月；减到899.99元/月时：最低生活保障家庭，最低生活保障金0.01元/月、困难残疾人生活补贴90.00元/月（b），停发单人保
  如“家庭财产符合当地规定”为否（民发〔2021〕57号 第十四条）：不符合条件，停发单人保、困难残疾人生活补贴
"""

ALONE_EN = """\
Household hj: dibao-marginal family; single-person cover 300.00 yuan a month (b), living allowance for disabled people in hardship 90.00 yuan a month (b)
Hongjiang (431281), Huaihua (431200), Hunan (430000), China (000000); 2024-03-01; rural

1. Who counts
  a (applicant, aged 53) counts: Spouse, minor children and dependent grown children belong (民发〔2021〕57号 第七条)
  b (spouse, aged 52) counts: Spouse, minor children and dependent grown children belong (民发〔2021〕57号 第七条)
  c (child, aged 24) does not count: Who serves a sentence in prison is left out (民发〔2021〕57号 第七条)
  d (other person, aged 24) is not of the co-living family (民发〔2021〕57号 第七条)
  Members who count: 2

2. Income
  a: wages 1000.00 yuan a month, counts
  a: scholarship 12.50 yuan a month, does not count: State pensions of honour, public awards and scholarships do not count (民发〔2021〕57号 第十三条)
  a: Taxes, social insurance and support paid come off transfers received: 10.00 yuan a month comes off (民发〔2021〕57号 第十三条)
  a: Income of the member that counts: 990.00 yuan a month
  c: wages 9.00 yuan a month, does not count: this person does not count
  b, d: no income
  Income of the household that counts: 990.00 yuan a month
  Household income: 990.00 yuan a month

3. Standard
  450.00 yuan a month for each person: Each person has the local standard of the area, urban or rural (民发〔2021〕57号 第二十三条)
  Rural dibao standard per person: 5400 yuan a year (that is 450.00 yuan a month), Hongjiang (431281), Work plan of the Hongjiang Civil Affairs Bureau for 2024 (洪江市民政局), grade: reported (its first day: assumed)
  Need of the household: 900.00 yuan a month
  Need not covered by income: 0.00 yuan a month

4. Tests
  Income is below the standards: 990.00 yuan a month > 900.00 yuan a month, no (民发〔2021〕57号 第二十三条)
  Property is within limits: yes (民发〔2021〕57号 第十四条)
  The benefit is fading out: no (民发〔2021〕57号 第三十三条; 民发〔2022〕83号 一（三）)
  Income is below the marginal line: 990.00 yuan a month < 1350.00 yuan a month, yes (民发〔2021〕57号 第八条)

5. Result
  dibao-marginal family
  Single-person cover: 300.00 yuan a month, from 2024-04, to b. Single-person cover pays what the officer fixes (民发〔2021〕57号 第八条)
  Living allowance for disabled people in hardship: 90.00 yuan a month, from 2024-04, to b. (湘政发〔2015〕54号 困难残疾人生活补贴)
  In all: 390.00 yuan a month
  b may apply alone: In a marginal family the severely disabled may apply alone (民发〔2021〕57号 第八条)

6. Warnings
  start of dibao.standard.rural 2024-01-01 for 431281 is assumed
  start of disability.living_allowance 2024-01-01 for 431281 is assumed

7. What it rests on
  Grade of the whole: assumed. Weakest: rural dibao standard per person, Hongjiang (431281); living allowance for disabled people in hardship, Hongjiang (431281)
  Measures for recognising destitute people (民政部)
    第五条 Certain kinds and grades of disability make unable to work: official
    第四条 Grown members of the close family owe support; of others an officer finds it: reported
    第八条 Who lacks civil capacity, is declared missing or in prison cannot give support: official
    第八条 The very old and the severely disabled with little income cannot give support: official
    第四条 Who cannot work, has no means of living and nobody able to give support is destitute: official
  Measures for the review and confirmation of dibao (民政部 民发〔2021〕57号)
    第十三条 Taxes, social insurance and support paid come off transfers received: official
    第二十三条 Each person has the local standard of the area, urban or rural: official
    第七条 Spouse, minor children and dependent grown children belong: official
    第七条 Who serves a sentence in prison is left out: official
    第十三条 All income counts in full unless it is settled apart: official
    第十三条 State pensions of honour, public awards and scholarships do not count: official
    第十四条 Property is within limits when the officer finds so; limits are local: official
    第八条 A family is marginal below a stated multiple of the standard: official
    第八条 In a marginal family the severely disabled may apply alone: official
    第八条 Single-person cover pays what the officer fixes: official
  Hunan government document 54 of 2015 on the two disability allowances (湖南省人民政府 湘政发〔2015〕54号)
    困难残疾人生活补贴 living allowance for disabled people in hardship: reported
  Figures:
    Age from which a person is an adult: 18, China (000000), Opinion on strengthening support for orphans (国务院办公厅 国办发〔2010〕54号), grade: official
    Years apart after which clergy leave the household: 3, China (000000), Measures for the review and confirmation of dibao (民政部 民发〔2021〕57号), grade: official
    Multiple of the standard below which a family is marginal: 1.5, China (000000), Measures for the review and confirmation of dibao (民政部 民发〔2021〕57号), grade: official
    Rural dibao standard per person: 5400 yuan a year (that is 450.00 yuan a month), Hongjiang (431281), Work plan of the Hongjiang Civil Affairs Bureau for 2024 (洪江市民政局), grade: reported (its first day: assumed)
    Living allowance for disabled people in hardship: 90 yuan a month, Hongjiang (431281), Work plan of the Hongjiang Civil Affairs Bureau for 2024 (洪江市民政局), grade: reported (its first day: assumed)
    Age from which the old are unable to work: 60, China (000000), Measures for recognising destitute people (民政部), grade: official
    Age below which the young are unable to work: 16, China (000000), Measures for recognising destitute people (民政部), grade: official
    Age from which those with little income cannot give support: 70, China (000000), Measures for recognising destitute people (民政部), grade: official
  Also cited, without bearing on the outcome:
    Notice on further improving dibao and other basic social assistance (民政部等 民发〔2022〕83号)
      一（三） The granted grace after taking up work ends at the ceiling: official
    Measures for the review and confirmation of dibao (民政部 民发〔2021〕57号)
      第三十三条 A dibao family may fade out after somebody took up work: official

8. What would change the outcome
  Household income rises by 360.00 yuan a month to 1350.00 yuan a month or more: not eligible; single-person cover, living allowance for disabled people in hardship end
  Household income would have to be below 900.00 yuan a month, that is at least 90.01 yuan a month less; at 899.99 yuan a month: dibao family; dibao 0.01 yuan a month, living allowance for disabled people in hardship 90.00 yuan a month (b); single-person cover ends
  If “property is within local limits” were no (民发〔2021〕57号 第十四条): not eligible; single-person cover, living allowance for disabled people in hardship end
"""

FEN_ZH = """\
家庭 hj：最低生活保障家庭，最低生活保障金0.01元/月
洪江市（431281）、怀化市（431200）、湖南省（430000）、全国（000000）；2023年6月1日；农村

一、共同生活的家庭成员
  a（申请人，53周岁）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  b（配偶，51周岁）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  c（子女，13周岁）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  家庭人口数：3

二、家庭收入
  a：工资性收入 15011.99元/年，计入
  b、c：没有收入
  计入的家庭收入：15011.99元/年
  家庭收入：15011.99元/年

三、保障标准
  每人417.00元/月：适用当地最低生活保障标准（民发〔2021〕57号 第二十三条）
  农村低保标准：5004元/年（合417.00元/月），洪江市（431281），《洪江市民政局2024年工作计划》（洪江市民政局），依据等级：推定（起始日：推定）
  家庭保障需要：15012.00元/年
  差额：0.01元/年

四、逐项认定
  家庭收入低于保障标准合计：15011.99元/年 < 15012.00元/年，是（民发〔2021〕57号 第二十三条）
  家庭财产符合规定：是（民发〔2021〕57号 第十四条）

五、结果
  最低生活保障家庭
  最低生活保障金：0.01元/月，自2023年7月起，发给家庭。按差额发放（民发〔2021〕57号 第二十三条）；0.01元/年按补助金额进到分（民发〔2021〕57号 第二十三条）为0.01元/月

六、提示
  dibao.standard.rural（431281）的起始日2023-01-01，来源未写明

七、依据
  整个结论的依据等级：推定。依据最弱的是：补助金额进到分（民发〔2021〕57号 第二十三条）；农村低保标准，洪江市（431281）
  《特困人员认定办法》（民政部）
    第五条 未满规定年龄的未成年人无劳动能力：法规原文
    第四条 共同生活的成年近亲属有供养义务：公开报道
    第四条 特困人员认定：法规原文
  《最低生活保障审核确认办法》（民政部 民发〔2021〕57号）
    第十三条 转移净收入：法规原文
    第二十三条 适用当地最低生活保障标准：法规原文
    第七条 共同生活的家庭成员：法规原文
    第十三条 其他收入计入家庭收入：法规原文
    第十四条 家庭财产符合当地规定：法规原文
    第二十三条 按差额发放：法规原文
    第二十三条 补助金额进到分：推定
  采用的数值：
    成年年龄：18，全国（000000），《关于加强孤儿保障工作的意见》（国务院办公厅 国办发〔2010〕54号），依据等级：法规原文
    宗教教职人员脱离家庭年限：3，全国（000000），《最低生活保障审核确认办法》（民政部 民发〔2021〕57号），依据等级：法规原文
    农村低保标准：5004元/年（合417.00元/月），洪江市（431281），《洪江市民政局2024年工作计划》（洪江市民政局），依据等级：推定（起始日：推定）
    无劳动能力的老年人年龄：60，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文
    无劳动能力的未成年人年龄：16，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文
    可认定为无履行义务能力的老年人年龄：70，全国（000000），《特困人员认定办法》（民政部），依据等级：法规原文

八、什么会改变结果
  家庭收入增加0.01元/年、达到15012.00元/年或以上：最低生活保障边缘家庭，停发最低生活保障金
  家庭收入增加7506.01元/年、达到22518.00元/年或以上：不符合条件，停发最低生活保障金
  如“家庭财产符合当地规定”为否（民发〔2021〕57号 第十四条）：不符合条件，停发最低生活保障金
"""

FEN_EN = """\
Household hj: dibao family; dibao 0.01 yuan a month
Hongjiang (431281), Huaihua (431200), Hunan (430000), China (000000); 2023-06-01; rural

1. Who counts
  a (applicant, aged 53) counts: Spouse, minor children and dependent grown children belong (民发〔2021〕57号 第七条)
  b (spouse, aged 51) counts: Spouse, minor children and dependent grown children belong (民发〔2021〕57号 第七条)
  c (child, aged 13) counts: Spouse, minor children and dependent grown children belong (民发〔2021〕57号 第七条)
  Members who count: 3

2. Income
  a: wages 15011.99 yuan a year, counts
  b, c: no income
  Income of the household that counts: 15011.99 yuan a year
  Household income: 15011.99 yuan a year

3. Standard
  417.00 yuan a month for each person: Each person has the local standard of the area, urban or rural (民发〔2021〕57号 第二十三条)
  Rural dibao standard per person: 5004 yuan a year (that is 417.00 yuan a month), Hongjiang (431281), Work plan of the Hongjiang Civil Affairs Bureau for 2024 (洪江市民政局), grade: assumed (its first day: assumed)
  Need of the household: 15012.00 yuan a year
  Need not covered by income: 0.01 yuan a year

4. Tests
  Income is below the standards: 15011.99 yuan a year < 15012.00 yuan a year, yes (民发〔2021〕57号 第二十三条)
  Property is within limits: yes (民发〔2021〕57号 第十四条)

5. Result
  dibao family
  Dibao: 0.01 yuan a month, from 2023-07, to the household. Dibao pays what income lacks to the standard (民发〔2021〕57号 第二十三条); 0.01 yuan a year becomes 0.01 yuan a month: An award is rounded up to the next fen, in favour of the family (民发〔2021〕57号 第二十三条)

6. Warnings
  start of dibao.standard.rural 2023-01-01 for 431281 is assumed

7. What it rests on
  Grade of the whole: assumed. Weakest: An award is rounded up to the next fen, in favour of the family (民发〔2021〕57号 第二十三条); rural dibao standard per person, Hongjiang (431281)
  Measures for recognising destitute people (民政部)
    第五条 Who is younger than the age of work is unable to work: official
    第四条 Grown members of the close family owe support; of others an officer finds it: reported
    第四条 Who cannot work, has no means of living and nobody able to give support is destitute: official
  Measures for the review and confirmation of dibao (民政部 民发〔2021〕57号)
    第十三条 Taxes, social insurance and support paid come off transfers received: official
    第二十三条 Each person has the local standard of the area, urban or rural: official
    第七条 Spouse, minor children and dependent grown children belong: official
    第十三条 All income counts in full unless it is settled apart: official
    第十四条 Property is within limits when the officer finds so; limits are local: official
    第二十三条 Dibao pays what income lacks to the standard: official
    第二十三条 An award is rounded up to the next fen, in favour of the family: assumed
  Figures:
    Age from which a person is an adult: 18, China (000000), Opinion on strengthening support for orphans (国务院办公厅 国办发〔2010〕54号), grade: official
    Years apart after which clergy leave the household: 3, China (000000), Measures for the review and confirmation of dibao (民政部 民发〔2021〕57号), grade: official
    Rural dibao standard per person: 5004 yuan a year (that is 417.00 yuan a month), Hongjiang (431281), Work plan of the Hongjiang Civil Affairs Bureau for 2024 (洪江市民政局), grade: assumed (its first day: assumed)
    Age from which the old are unable to work: 60, China (000000), Measures for recognising destitute people (民政部), grade: official
    Age below which the young are unable to work: 16, China (000000), Measures for recognising destitute people (民政部), grade: official
    Age from which those with little income cannot give support: 70, China (000000), Measures for recognising destitute people (民政部), grade: official

8. What would change the outcome
  Household income rises by 0.01 yuan a year to 15012.00 yuan a year or more: dibao-marginal family; dibao ends
  Household income rises by 7506.01 yuan a year to 22518.00 yuan a year or more: not eligible; dibao ends
  If “property is within local limits” were no (民发〔2021〕57号 第十四条): not eligible; dibao ends
"""


SUMMER = date(2023, 6, 1)
CASES = {
    "family-zh": (family(Money.monthly(600)), SPRING, FAMILY_ZH),
    "family-en": (family(Money.monthly(600)), SPRING, FAMILY_EN),
    "covered-alone-zh": (family_with_a_disabled_spouse(), SPRING, ALONE_ZH),
    "covered-alone-en": (family_with_a_disabled_spouse(), SPRING, ALONE_EN),
    "one-fen-a-year-zh": (family(Money.yearly("15011.99")), SUMMER, FEN_ZH),
    "one-fen-a-year-en": (family(Money.yearly("15011.99")), SUMMER, FEN_EN),
}


@pytest.mark.parametrize("case", CASES)
def test_a_household_is_explained_word_for_word(case: str):
    stated, on, expected = CASES[case]
    assert Engine().assess(stated, on).explain("zh" if case.endswith("zh") else "en") == expected
