/**
 * The diagnoses of the demonstration and the first day, with the headers above them and their official descriptions
 * (ICD-10-CM is public, US government). A few more allow walking the tree. `*` marks a header. A code with a seventh
 * character gets its three forms: initial, subsequent, sequela.
 */
export const demoDiagnosisTable = `
*A08 Viral and other specified intestinal infections
A084 Viral intestinal infection, unspecified
A09 Infectious gastroenteritis and colitis, unspecified
*B34 Viral infection of unspecified site
B349 Viral infection, unspecified
*B37 Candidiasis
B370 Candidal stomatitis
*D50 Iron deficiency anemia
D509 Iron deficiency anemia, unspecified
*D64 Other anemias
D649 Anemia, unspecified
*E03 Other hypothyroidism
E039 Hypothyroidism, unspecified
*E08 Diabetes mellitus due to underlying condition
*E080 Diabetes mellitus due to underlying condition with hyperosmolarity
E0800 Diabetes mellitus due to underlying condition with hyperosmolarity without nonketotic hyperglycemic-hyperosmolar coma (NKHHC)
*E10 Type 1 diabetes mellitus
E109 Type 1 diabetes mellitus without complications
*E11 Type 2 diabetes mellitus
*E112 Type 2 diabetes mellitus with kidney complications
E1121 Type 2 diabetes mellitus with diabetic nephropathy
E1122 Type 2 diabetes mellitus with diabetic chronic kidney disease
*E114 Type 2 diabetes mellitus with neurological complications
E1140 Type 2 diabetes mellitus with diabetic neuropathy, unspecified
E1142 Type 2 diabetes mellitus with diabetic polyneuropathy
*E116 Type 2 diabetes mellitus with other specified complications
E1165 Type 2 diabetes mellitus with hyperglycemia
E119 Type 2 diabetes mellitus without complications
*E55 Vitamin D deficiency
E559 Vitamin D deficiency, unspecified
*E66 Overweight and obesity
*E660 Obesity due to excess calories
E6601 Morbid (severe) obesity due to excess calories
E669 Obesity, unspecified
*E78 Disorders of lipoprotein metabolism and other lipidemias
*E780 Pure hypercholesterolemia
E7800 Pure hypercholesterolemia, unspecified
E782 Mixed hyperlipidemia
E785 Hyperlipidemia, unspecified
*E86 Volume depletion
E860 Dehydration
*E87 Other disorders of fluid, electrolyte and acid-base balance
E876 Hypokalemia
*F03 Unspecified dementia
*F039 Unspecified dementia, unspecified severity
F0390 Unspecified dementia, unspecified severity, without behavioral disturbance, psychotic disturbance, mood disturbance, and anxiety
*F10 Alcohol related disorders
*F101 Alcohol abuse
F1010 Alcohol abuse, uncomplicated
*F17 Nicotine dependence
*F172 Nicotine dependence
*F1721 Nicotine dependence, cigarettes
F17210 Nicotine dependence, cigarettes, uncomplicated
*F32 Depressive episode
F329 Major depressive disorder, single episode, unspecified
F32A Depression, unspecified from:2022
*F33 Major depressive disorder, recurrent
F330 Major depressive disorder, recurrent, mild
*F41 Other anxiety disorders
F411 Generalized anxiety disorder
F419 Anxiety disorder, unspecified
*F51 Sleep disorders not due to a substance or known physiological condition
*F510 Insomnia not due to a substance or known physiological condition
F5101 Primary insomnia
*G25 Other extrapyramidal and movement disorders
*G258 Other specified extrapyramidal and movement disorders
G2581 Restless legs syndrome
*G43 Migraine
*G439 Migraine, unspecified
*G4390 Migraine, unspecified, not intractable
G43901 Migraine, unspecified, not intractable, with status migrainosus
G43909 Migraine, unspecified, not intractable, without status migrainosus
*G47 Sleep disorders
*G470 Insomnia
G4700 Insomnia, unspecified
*G473 Sleep apnea
G4733 Obstructive sleep apnea (adult) (pediatric)
*H10 Conjunctivitis
H109 Unspecified conjunctivitis
*H60 Otitis externa
*H609 Unspecified otitis externa
H6091 Unspecified otitis externa, right ear
*H61 Other disorders of external ear
*H612 Impacted cerumen
H6121 Impacted cerumen, right ear
H6122 Impacted cerumen, left ear
*H66 Suppurative and unspecified otitis media
*H669 Otitis media, unspecified
H6690 Otitis media, unspecified, unspecified ear
H6691 Otitis media, unspecified, right ear
H6692 Otitis media, unspecified, left ear
*H81 Disorders of vestibular function
*H811 Benign paroxysmal vertigo
H8110 Benign paroxysmal vertigo, unspecified ear
I10 Essential (primary) hypertension
*I11 Hypertensive heart disease
I110 Hypertensive heart disease with heart failure
I119 Hypertensive heart disease without heart failure
*I25 Chronic ischemic heart disease
*I251 Atherosclerotic heart disease of native coronary artery
I2510 Atherosclerotic heart disease of native coronary artery without angina pectoris
*I48 Atrial fibrillation and flutter
I480 Paroxysmal atrial fibrillation
*I489 Unspecified atrial fibrillation and atrial flutter
I4891 Unspecified atrial fibrillation
I4892 Unspecified atrial flutter
*I50 Heart failure
I509 Heart failure, unspecified
*I73 Other peripheral vascular diseases
I739 Peripheral vascular disease, unspecified
*I83 Varicose veins of lower extremities
*I839 Asymptomatic varicose veins of lower extremities
I8390 Asymptomatic varicose veins of unspecified lower extremity
J00 Acute nasopharyngitis [common cold]
*J01 Acute sinusitis
*J010 Acute maxillary sinusitis
J0100 Acute maxillary sinusitis, unspecified
*J019 Acute sinusitis, unspecified
J0190 Acute sinusitis, unspecified
*J02 Acute pharyngitis
J020 Streptococcal pharyngitis
J029 Acute pharyngitis, unspecified
*J06 Acute upper respiratory infections of multiple and unspecified sites
J069 Acute upper respiratory infection, unspecified
*J11 Influenza due to unidentified influenza virus
J111 Influenza due to unidentified influenza virus with other respiratory manifestations
*J18 Pneumonia, unspecified organism
J189 Pneumonia, unspecified organism
*J20 Acute bronchitis
J209 Acute bronchitis, unspecified
*J30 Vasomotor and allergic rhinitis
J301 Allergic rhinitis due to pollen
J309 Allergic rhinitis, unspecified
J40 Bronchitis, not specified as acute or chronic
*J44 Other chronic obstructive pulmonary disease
J449 Chronic obstructive pulmonary disease, unspecified
*J45 Asthma
*J459 Other and unspecified asthma
*J4590 Unspecified asthma
J45901 Unspecified asthma with (acute) exacerbation
J45909 Unspecified asthma, uncomplicated
*K21 Gastro-esophageal reflux disease
K219 Gastro-esophageal reflux disease without esophagitis
*K29 Gastritis and duodenitis
*K295 Unspecified chronic gastritis
K2950 Unspecified chronic gastritis without bleeding
K30 Functional dyspepsia
*K52 Other and unspecified noninfective gastroenteritis and colitis
K529 Noninfective gastroenteritis and colitis, unspecified
*K57 Diverticular disease of intestine
*K579 Diverticular disease of intestine, part unspecified, without perforation or abscess
K5792 Diverticulitis of intestine, part unspecified, without perforation or abscess without bleeding
*K59 Other functional intestinal disorders
*K590 Constipation
K5900 Constipation, unspecified
*K64 Hemorrhoids and perianal venous thrombosis
K640 First degree hemorrhoids
*L02 Cutaneous abscess, furuncle and carbuncle
*L029 Cutaneous abscess, furuncle and carbuncle, unspecified
L0291 Cutaneous abscess, unspecified
*L20 Atopic dermatitis
L209 Atopic dermatitis, unspecified
*L30 Other and unspecified dermatitis
L309 Dermatitis, unspecified
*L57 Skin changes due to chronic exposure to nonionizing radiation
L570 Actinic keratosis
*L70 Acne
L700 Acne vulgaris
*L98 Other disorders of skin and subcutaneous tissue, not elsewhere classified
L989 Disorder of the skin and subcutaneous tissue, unspecified
*M10 Gout
M109 Gout, unspecified
*M17 Osteoarthritis of knee
*M171 Unilateral primary osteoarthritis of knee
M1711 Unilateral primary osteoarthritis, right knee
M1712 Unilateral primary osteoarthritis, left knee
*M19 Other and unspecified osteoarthritis
*M199 Osteoarthritis, unspecified site
M1990 Unspecified osteoarthritis, unspecified site
*M25 Other joint disorder, not elsewhere classified
*M255 Pain in joint
*M2551 Pain in shoulder
M25511 Pain in right shoulder
M25512 Pain in left shoulder
*M2556 Pain in knee
M25561 Pain in right knee
M25562 Pain in left knee
*M54 Dorsalgia
*M541 Radiculopathy
M5416 Radiculopathy, lumbar region
M542 Cervicalgia
M545 Low back pain to:2021
M5450 Low back pain, unspecified from:2022
M5451 Vertebrogenic low back pain from:2022
M5459 Other low back pain from:2022
*M62 Other disorders of muscle
*M628 Other specified disorders of muscle
*M6283 Muscle spasm
M62830 Muscle spasm of back
*M72 Fibroblastic disorders
M722 Plantar fascial fibromatosis
*M77 Other enthesopathies
*M771 Lateral epicondylitis
M7710 Lateral epicondylitis, unspecified elbow
*M79 Other and unspecified soft tissue disorders, not elsewhere classified
*M791 Myalgia
M7910 Myalgia, unspecified site
*M81 Osteoporosis without current pathological fracture
M810 Age-related osteoporosis without current pathological fracture
*N17 Acute kidney failure
N179 Acute kidney failure, unspecified
*N18 Chronic kidney disease (CKD)
N183 Chronic kidney disease, stage 3 (moderate) to:2020
N1830 Chronic kidney disease, stage 3 unspecified from:2021
N1831 Chronic kidney disease, stage 3a from:2021
N1832 Chronic kidney disease, stage 3b from:2021
N186 End stage renal disease
*N39 Other disorders of urinary system
N390 Urinary tract infection, site not specified
*N40 Benign prostatic hyperplasia
N400 Benign prostatic hyperplasia without lower urinary tract symptoms
N401 Benign prostatic hyperplasia with lower urinary tract symptoms
*N52 Male erectile dysfunction
N529 Male erectile dysfunction, unspecified
*N76 Other inflammation of vagina and vulva
N760 Acute vaginitis
*N95 Menopausal and other perimenopausal disorders
N959 Unspecified menopausal and perimenopausal disorder
*O09 Supervision of high risk pregnancy
*O099 Supervision of high risk pregnancy, unspecified
O0990 Supervision of high risk pregnancy, unspecified, unspecified trimester
*R00 Abnormalities of heart beat
R000 Tachycardia, unspecified
*R06 Abnormalities of breathing
*R060 Dyspnea
R0602 Shortness of breath
*R07 Pain in throat and chest
*R078 Other chest pain
R0789 Other chest pain
R079 Chest pain, unspecified
*R10 Abdominal and pelvic pain
*R101 Pain localized to upper abdomen
R1013 Epigastric pain
R109 Unspecified abdominal pain
*R11 Nausea and vomiting
R112 Nausea with vomiting, unspecified
*R19 Other symptoms and signs involving the digestive system and abdomen
R197 Diarrhea, unspecified
*R30 Pain associated with micturition
R300 Dysuria
*R41 Other symptoms and signs involving cognitive functions and awareness
*R418 Other symptoms and signs involving cognitive functions and awareness
R4182 Altered mental status, unspecified
R42 Dizziness and giddiness
*R50 Fever of other and unknown origin
R509 Fever, unspecified
R51 Headache to:2020
R519 Headache, unspecified from:2021
*R53 Malaise and fatigue
R531 Weakness
*R538 Other malaise and fatigue
R5383 Other fatigue
*R73 Elevated blood glucose level
*R730 Abnormal glucose
R7301 Impaired fasting glucose
R7303 Prediabetes
R739 Hyperglycemia, unspecified
*R82 Other and unspecified abnormal findings in urine
*R829 Other and unspecified abnormal findings in urine
R8290 Unspecified abnormal findings in urine
*S01 Open wound of head
*S010 Open wound of scalp
*S0101 Laceration without foreign body of scalp ,XA
*S39 Other and unspecified injuries of abdomen, lower back, pelvis and external genitals
*S390 Injury of muscle, fascia and tendon of abdomen, lower back and pelvis
*S3901 Strain of muscle, fascia and tendon of abdomen, lower back and pelvis
*S39012 Strain of muscle, fascia and tendon of lower back ,A
*S60 Superficial injury of wrist, hand and fingers
*S602 Contusion of wrist and hand
*S6022 Contusion of hand
*S60221 Contusion of right hand ,A
*S61 Open wound of wrist, hand and fingers
*S612 Open wound of other finger without damage to nail
*S6121 Laceration without foreign body of finger without damage to nail
*S61210 Laceration without foreign body of right index finger without damage to nail ,A
*S83 Dislocation and sprain of joints and ligaments of knee
*S835 Sprain of cruciate ligament of knee
*S8351 Sprain of anterior cruciate ligament of knee
*S83511 Sprain of anterior cruciate ligament of right knee ,A
*S93 Dislocation and sprain of joints and ligaments at ankle, foot and toe level
*S934 Sprain of ankle
*S9340 Sprain of unspecified ligament of ankle
*S93401 Sprain of unspecified ligament of right ankle ,A
*T14 Injury of unspecified body region
*T148 Other injury of unspecified body region ,XXA
*T78 Adverse effects, not elsewhere classified
*T784 Other and unspecified allergy
*T7840 Allergy, unspecified ,XA
*U07 Emergency use of U07
U071 COVID-19 from:2020
*W19 Unspecified fall ,XXXA
*Z00 Encounter for general examination without complaint, suspected or reported diagnosis
*Z000 Encounter for general adult medical examination
Z0000 Encounter for general adult medical examination without abnormal findings
Z0001 Encounter for general adult medical examination with abnormal findings
*Z01 Encounter for other special examination without complaint, suspected or reported diagnosis
*Z010 Encounter for examination of eyes and vision
Z0100 Encounter for examination of eyes and vision without abnormal findings
*Z014 Encounter for gynecological examination
*Z0141 Encounter for routine gynecological examination
Z01419 Encounter for gynecological examination (general) (routine) without abnormal findings
*Z12 Encounter for screening for malignant neoplasms
*Z121 Encounter for screening for malignant neoplasm of intestinal tract
Z1211 Encounter for screening for malignant neoplasm of colon
*Z123 Encounter for screening for malignant neoplasm of breast
Z1231 Encounter for screening mammogram for malignant neoplasm of breast
Z125 Encounter for screening for malignant neoplasm of prostate
*Z13 Encounter for screening for other diseases and disorders
Z131 Encounter for screening for diabetes mellitus
*Z133 Encounter for screening examination for mental health and behavioral disorders
Z1331 Encounter for screening for depression
Z136 Encounter for screening for cardiovascular disorders
Z139 Encounter for screening, unspecified
Z23 Encounter for immunization
*Z30 Encounter for contraceptive management
*Z300 Encounter for general counseling and advice on contraception
*Z3001 Encounter for initial prescription of contraceptives
Z30011 Encounter for initial prescription of contraceptive pills
*Z34 Encounter for supervision of normal pregnancy
*Z348 Encounter for supervision of other normal pregnancy
Z3480 Encounter for supervision of other normal pregnancy, unspecified trimester
*Z68 Body mass index [BMI]
*Z683 Body mass index [BMI] 30-39, adult
Z6830 Body mass index [BMI] 30.0-30.9, adult
*Z71 Persons encountering health services for other counseling and medical advice, not elsewhere classified
Z713 Dietary counseling and surveillance
*Z718 Other specified counseling
Z7182 Exercise counseling
Z7189 Other specified counseling
*Z72 Problems related to lifestyle
Z720 Tobacco use
*Z79 Long term (current) drug therapy
*Z798 Other long term (current) drug therapy
*Z7989 Other long term (current) drug therapy
Z79899 Other long term (current) drug therapy
*Z82 Family history of certain disabilities and chronic diseases (leading to disablement)
*Z824 Family history of ischemic heart disease and other diseases of the circulatory system
Z8249 Family history of ischemic heart disease and other diseases of the circulatory system
*Z87 Personal history of other diseases and conditions
*Z878 Personal history of other specified conditions
*Z8789 Personal history of other specified conditions
Z87891 Personal history of nicotine dependence
`;
