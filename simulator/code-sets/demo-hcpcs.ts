/** HCPCS Level II codes that the demonstration and the first day use (public, CMS): code, short description, long description. */
export const demoHcpcs = `
A4206|1 cc sterile syringe&needle|Syringe with needle, sterile, 1 cc or less, each
A4550|Surgical trays|Surgical trays
A4565|Slings|Slings
A6222|Gauze <=16 in no w/sal w/o b|Gauze, impregnated with other than water, normal saline, or hydrogel, sterile, pad size 16 sq. in. or less, without adhesive border, each dressing
A6402|Sterile gauze <= 16 sq in|Gauze, non-impregnated, sterile, pad size 16 sq. in. or less, without adhesive border, each dressing
E0100|Cane adjust/fixed with tip|Cane, includes canes of all materials, adjustable or fixed, with tip
E0110|Crutch forearm pair|Crutches, forearm, includes crutches of various materials, adjustable or fixed, pair, complete with tips and handgrips
E0114|Crutch underarm pair no wood|Crutches underarm, other than wood, adjustable or fixed, pair, with pads, tips and handgrips
G0008|Admin influenza virus vac|Administration of influenza virus vaccine
G0009|Admin pneumococcal vaccine|Administration of pneumococcal vaccine
G0010|Admin hepatitis b vaccine|Administration of hepatitis b vaccine
G0027|Semen analysis|Semen analysis; presence and/or motility of sperm excluding huhner
G0101|Ca screen;pelvic/breast exam|Cervical or vaginal cancer screening; pelvic and clinical breast examination
G0102|Prostate ca screening; dre|Prostate cancer screening; digital rectal examination
G0103|Psa screening|Prostate cancer screening; prostate specific antigen test (psa)
G0108|Diab manage trn  per indiv|Diabetes outpatient self-management training services, individual, per 30 minutes
G0109|Diab manage trn ind/group|Diabetes outpatient self-management training services, group session (2 or more), per 30 minutes
G0123|Screen cerv/vag thin layer|Screening cytopathology, cervical or vaginal (any reporting system), collected in preservative fluid, automated thin layer preparation, screening by cytotechnologist under physician supervision
G0143|Scr c/v cyto,thinlayer,rescr|Screening cytopathology, cervical or vaginal (any reporting system), collected in preservative fluid, automated thin layer preparation, with manual screening and rescreening by cytotechnologist under physician supervision
G0179|Md recertification hha pt|Physician or allowed practitioner re-certification for medicare-covered home health services under a home health plan of care
G0180|Md certification hha patient|Physician or allowed practitioner certification for medicare-covered home health services under a home health plan of care
G0181|Home health care supervision|Physician or allowed practitioner supervision of a patient receiving medicare-covered services provided by a participating home health agency
G0270|Mnt subs tx for change dx|Medical nutrition therapy; reassessment and subsequent intervention(s) following second referral in same year for change in diagnosis, individual, face to face with the patient, each 15 minutes
G0296|Visit to determ ldct elig|Counseling visit to discuss need for lung cancer screening using low dose ct scan (ldct)
G0306|Cbc/diffwbc w/o platelet|Complete cbc, automated (hgb, hct, rbc, wbc, without platelet count) and automated wbc differential count
G0307|Cbc without platelet|Complete (cbc), automated (hgb, hct, rbc, wbc; without platelet count)
G0328|Fecal blood scrn immunoassay|Colorectal cancer screening; fecal occult blood test, immunoassay, 1-3 simultaneous determinations
G0402|Initial preventive exam|Initial preventive physical examination; face-to-face visit, services limited to new beneficiary during the first 12 months of medicare enrollment
G0403|Ekg for initial prevent exam|Electrocardiogram, routine ecg with 12 leads; performed as a screening for the initial preventive physical examination with interpretation and report
G0404|Ekg tracing for initial prev|Electrocardiogram, routine ecg with 12 leads; tracing only, without interpretation and report, performed as a screening for the initial preventive physical examination
G0405|Ekg interpret & report preve|Electrocardiogram, routine ecg with 12 leads; interpretation and report only, performed as a screening for the initial preventive physical examination
G0432|Eia hiv-1/hiv-2 screen|Infectious agent antibody detection by enzyme immunoassay (eia) technique, hiv-1 and/or hiv-2, screening
G0438|Ppps, initial visit|Annual wellness visit; includes a personalized prevention plan of service (pps), initial visit
G0439|Ppps, subseq visit|Annual wellness visit, includes a personalized prevention plan of service (pps), subsequent visit
G0442|Annual alcohol screen 5-15 m|Annual alcohol misuse screening, 5 to 15 minutes
G0443|Brief alcohol misuse counsel|Brief face-to-face behavioral counseling for alcohol misuse, 15 minutes
G0444|Depression screen annual|Annual depression screening, 5 to 15 minutes
G0445|High inten beh couns std 30m|High intensity behavioral counseling to prevent sexually transmitted infection; face-to-face, individual, includes: education, skills training and guidance on how to change sexual behavior; performed semi-annually, 30 minutes
G0446|Intens behave ther cardio dx|Annual, face-to-face intensive behavioral therapy for cardiovascular disease, individual, 15 minutes
G0447|Behavior counsel obesity 15m|Face-to-face behavioral counseling for obesity, 15 minutes
G0463|Hospital outpt clinic visit|Hospital outpatient clinic visit for assessment and management of a patient
G0472|Hep c screen high risk/other|Hepatitis c antibody screening, for individual at high risk and other covered indication(s)
G0473|Group behave couns 2-10|Face-to-face behavioral counseling for obesity, group (2-10), 30 minutes
G0475|Hiv combination assay|Hiv antigen/antibody, combination assay, screening
G0476|Hpv combo assay ca screen|Infectious agent detection by nucleic acid (dna or rna); human papillomavirus (hpv), high-risk types for cervical cancer screening, must be performed in addition to pap test
G0506|Comp asses care plan ccm svc|Comprehensive assessment of and care planning for patients requiring chronic care management services (list separately in addition to primary monthly care management service)
G0513|Prolong prev svcs, first 30m|Prolonged preventive service(s) (beyond the typical service time of the primary procedure), in the office or other outpatient setting requiring direct patient contact beyond the usual service; first 30 minutes
G0514|Prolong prev svcs, addl 30m|Prolonged preventive service(s) (beyond the typical service time of the primary procedure), in the office or other outpatient setting requiring direct patient contact beyond the usual service; each additional 30 minutes
G2012|Brief check in by md/qhp|Brief communication technology-based service, e.g. virtual check-in, by a physician or other qualified health care professional who can report evaluation and management services, 5-10 minutes of medical discussion
G2211|Complex e/m visit add on|Visit complexity inherent to evaluation and management associated with medical care services that serve as the continuing focal point for all needed health care services
G2212|Prolong outpt/office vis|Prolonged office or other outpatient evaluation and management service(s) beyond the maximum required time of the primary procedure, each additional 15 minutes
J0171|Adrenalin epinephrine inject|Injection, adrenalin, epinephrine, 0.1 mg
J0561|Penicillin g benzathine inj|Injection, penicillin g benzathine, 100,000 units
J0696|Ceftriaxone sodium injection|Injection, ceftriaxone sodium, per 250 mg
J1030|Methylprednisolone 40 mg inj|Injection, methylprednisolone acetate, 40 mg
J1040|Methylprednisolone 80 mg inj|Injection, methylprednisolone acetate, 80 mg
J1071|Inj testosterone cypionate|Injection, testosterone cypionate, 1 mg
J1100|Dexamethasone sodium phos|Injection, dexamethasone sodium phosphate, 1 mg
J1200|Diphenhydramine hcl injectio|Injection, diphenhydramine hcl, up to 50 mg
J1885|Ketorolac tromethamine inj|Injection, ketorolac tromethamine, per 15 mg
J2001|Lidocaine injection|Injection, lidocaine hcl for intravenous infusion, 10 mg
J2405|Ondansetron hcl injection|Injection, ondansetron hydrochloride, per 1 mg
J2550|Promethazine hcl injection|Injection, promethazine hcl, up to 50 mg
J3301|Triamcinolone acet inj nos|Injection, triamcinolone acetonide, not otherwise specified, 10 mg
J3420|Vitamin b12 injection|Injection, vitamin b-12 cyanocobalamin, up to 1000 mcg
J7030|Normal saline solution infus|Infusion, normal saline solution, 1000 cc
J7613|Albuterol non-comp unit|Albuterol, inhalation solution, fda-approved final product, non-compounded, administered through dme, unit dose, 1 mg
J7620|Albuterol ipratrop non-comp|Albuterol, up to 2.5 mg and ipratropium bromide, up to 0.5 mg, fda-approved final product, non-compounded, administered through dme
L1830|Ko immobilizer canvas longit|Knee orthosis, immobilizer, canvas longitudinal, prefabricated, off-the-shelf
L1902|Afo ankle gauntlet pre ots|Ankle orthosis, ankle gauntlet or similar, with or without joints, prefabricated, off-the-shelf
L3908|Who cock-up nonmolde pre ots|Wrist hand orthosis, wrist extension control cock-up, non molded, prefabricated, off-the-shelf
L4350|Ankle control ortho pre ots|Ankle control orthosis, stirrup style, rigid, includes any type interface (e.g., pneumatic, gel), prefabricated, off-the-shelf
P3000|Screen pap by tech w md supv|Screening papanicolaou smear, cervical or vaginal, up to three smears, by technician under physician supervision
Q0091|Obtaining screen pap smear|Screening papanicolaou smear; obtaining, preparing and conveyance of cervical or vaginal smear to laboratory
Q0111|Wet mounts/ w preparations|Wet mounts, including preparations of vaginal, cervical or skin specimens
V2020|Vision svcs frames purchases|Frames, purchases
V5364|Dysphagia screening|Dysphagia screening
`;

/** Modifiers of HCPCS Level II (public, CMS). Those of CPT are not here. */
export const demoModifiers = `
E1|Upper left, eyelid
E2|Lower left, eyelid
E3|Upper right, eyelid
E4|Lower right, eyelid
F1|Left hand, second digit
F2|Left hand, third digit
F3|Left hand, fourth digit
F4|Left hand, fifth digit
F5|Right hand, thumb
F6|Right hand, second digit
F7|Right hand, third digit
F8|Right hand, fourth digit
F9|Right hand, fifth digit
FA|Left hand, thumb
GA|Waiver of liability statement issued as required by payer policy, individual case
GP|Services delivered under an outpatient physical therapy plan of care
GT|Via interactive audio and video telecommunication systems
GX|Notice of liability issued, voluntary under payer policy
GY|Item or service statutorily excluded, does not meet the definition of any medicare benefit or, for non-medicare insurers, is not a contract benefit
GZ|Item or service expected to be denied as not reasonable and necessary
JW|Drug amount discarded/not administered to any patient
JZ|Zero drug amount discarded/not administered to any patient
KX|Requirements specified in the medical policy have been met
LT|Left side (used to identify procedures performed on the left side of the body)
NU|New equipment
QW|CLIA waived test
RR|Rental (use the 'RR' modifier when DME is to be rented)
RT|Right side (used to identify procedures performed on the right side of the body)
TA|Left foot, great toe
TC|Technical component
XE|Separate encounter, a service that is distinct because it occurred during a separate encounter
XP|Separate practitioner, a service that is distinct because it was performed by a different practitioner
XS|Separate structure, a service that is distinct because it was performed on a separate organ/structure
XU|Unusual non-overlapping service, the use of a service that is distinct because it does not overlap usual components of the main service
`;
