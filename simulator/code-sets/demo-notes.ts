/**
 * Notes of the tabular list on the demonstration's codes, and index terms that lead to them (ICD-10-CM is public, US
 * government). A selection, in the official words.
 */
export const demoNotes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  B349: { inclusionTerm: ['Viremia NOS'] },
  D509: { inclusionTerm: ['Iron deficiency anemia NOS'] },
  E039: { inclusionTerm: ['Myxedema NOS', 'Underactive thyroid'] },
  E08: {
    codeFirst: [
      'the underlying condition, such as: congenital rubella (P35.0)',
      "Cushing's syndrome (E24.-)",
      'cystic fibrosis (E84.-)',
    ],
    excludes1: ['type 1 diabetes mellitus (E10.-)', 'type 2 diabetes mellitus (E11.-)'],
  },
  E10: {
    includes: ['brittle diabetes (mellitus)', 'juvenile onset diabetes (mellitus)'],
    excludes1: ['diabetes mellitus due to underlying condition (E08.-)', 'type 2 diabetes mellitus (E11.-)'],
  },
  E11: {
    includes: [
      'diabetes (mellitus) due to insulin secretory defect',
      'diabetes NOS',
      'insulin resistant diabetes (mellitus)',
    ],
    useAdditionalCode: ['code to identify control using: insulin (Z79.4)', 'oral antidiabetic drugs (Z79.84)'],
    excludes1: ['diabetes mellitus due to underlying condition (E08.-)', 'type 1 diabetes mellitus (E10.-)'],
  },
  E1122: { useAdditionalCode: ['code to identify stage of chronic kidney disease (N18.1-N18.6)'] },
  E559: { inclusionTerm: ['Avitaminosis D'] },
  E785: { inclusionTerm: ['Dyslipidemia NOS'] },
  E669: { inclusionTerm: ['Obesity NOS'] },
  F32A: { inclusionTerm: ['Depression NOS', 'Depressive disorder NOS'] },
  F419: { inclusionTerm: ['Anxiety NOS'] },
  G4733: { inclusionTerm: ['Obstructive sleep apnea hypopnea'] },
  H612: { inclusionTerm: ['Wax in ear'] },
  I10: {
    includes: ['high blood pressure', 'hypertension (arterial) (benign) (essential) (malignant) (primary) (systemic)'],
    excludes1: ['hypertensive disease complicating pregnancy, childbirth and the puerperium (O10-O11, O13-O16)'],
    excludes2: ['essential (primary) hypertension involving vessels of brain (I60-I69)'],
  },
  I110: { useAdditionalCode: ['code to identify type of heart failure (I50.-)'] },
  I2510: { inclusionTerm: ['Atherosclerotic heart disease NOS'] },
  I509: {
    inclusionTerm: [
      'Cardiac, heart or myocardial failure NOS',
      'Congestive heart disease',
      'Congestive heart failure NOS',
    ],
  },
  J00: { inclusionTerm: ['Acute rhinitis', 'Coryza (acute)', 'Infective nasopharyngitis NOS', 'Nasal catarrh, acute'] },
  J029: { inclusionTerm: ['Pharyngitis (acute) NOS', 'Sore throat (acute) NOS'] },
  J069: { inclusionTerm: ['Upper respiratory disease, acute', 'Upper respiratory infection NOS'] },
  J189: { inclusionTerm: ['Pneumonia NOS'] },
  J40: {
    inclusionTerm: ['Bronchitis NOS', 'Tracheobronchitis NOS'],
    excludes1: ['acute bronchitis (J20.-)', 'allergic bronchitis NOS (J45.909-)'],
  },
  J44: { codeAlso: ['type of asthma, if applicable (J45.-)'] },
  J449: { inclusionTerm: ['Chronic obstructive airway disease NOS', 'Chronic obstructive lung disease NOS'] },
  K219: { inclusionTerm: ['Esophageal reflux NOS'] },
  K30: { inclusionTerm: ['Indigestion'] },
  M542: { inclusionTerm: ['Neck pain'] },
  M5450: { inclusionTerm: ['Loin pain', 'Lumbago NOS'] },
  M722: { inclusionTerm: ['Plantar fasciitis'] },
  M771: { inclusionTerm: ['Tennis elbow'] },
  N390: { inclusionTerm: ['UTI NOS'], useAdditionalCode: ['code (B95-B97), to identify infectious agent'] },
  R0602: { excludes2: ['shortness of breath with anxiety (F41.9)'] },
  R519: { inclusionTerm: ['Facial pain NOS'] },
  R42: { inclusionTerm: ['Light-headedness', 'Vertigo NOS'] },
  R73: { excludes1: ['diabetes mellitus (E08-E13)', 'hypoglycemia (E16.0-E16.2)'] },
  R7303: { inclusionTerm: ['Latent diabetes'] },
  R5383: { inclusionTerm: ['Fatigue NOS', 'Lack of energy', 'Lethargy', 'Tiredness'] },
  W19: { includes: ['accidental fall NOS'] },
  Z23: { codeFirst: ['any routine childhood examination'] },
  Z87891: { excludes1: ['current nicotine dependence (F17.2-)'] },
};

/** Main term, terms below it, and the code; or after `see` another term. */
export const demoIndex = `
Anemia|D64.9
Anemia, iron deficiency|D50.9
Anxiety|F41.9
Asthma|J45.909
Asthma, exacerbation (acute)|J45.901
Bronchitis|J40
Bronchitis, acute|J20.9
Cerumen, impacted|H61.2-
Cold (common)|J00
Constipation|K59.00
Cough|see Symptom, respiratory
Depression|F32.A
Diabetes, diabetic, type 1|E10.9
Diabetes, diabetic, type 2|E11.9
Diabetes, diabetic, type 2, with hyperglycemia|E11.65
Diabetes, diabetic, type 2, with neuropathy|E11.40
Diarrhea|R19.7
Ear wax|see Cerumen, impacted
Fatigue|R53.83
Fever|R50.9
Fibrillation, atrial|I48.91
Flu|see Influenza
Headache|R51.9
Heart attack|see Infarct, myocardium
High blood pressure|see Hypertension
Hypertension|I10
Immunization, encounter for|Z23
Influenza, with respiratory manifestations|J11.1
Insomnia|G47.00
Lumbago|M54.50
Migraine|G43.909
Obesity|E66.9
Obesity, morbid|E66.01
Osteoarthritis, knee|M17.-
Pain, chest|R07.9
Pain, knee|M25.56-
Pain, low back|M54.50
Pain, shoulder|M25.51-
Pharyngitis|J02.9
Pharyngitis, streptococcal|J02.0
Pneumonia|J18.9
Reflux, gastroesophageal|K21.9
Screening, colon|Z12.11
Sinusitis, acute|J01.90
Sprain, ankle|S93.40-
Strep throat|see Pharyngitis, streptococcal
Tobacco use|Z72.0
Urinary tract infection|N39.0
`;
