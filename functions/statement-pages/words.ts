/** What the pages of a statement's link say, in the languages of statements. */
export const pageWords = {
  en: {
    title: (sender: string) => `Your statement from ${sender}`,
    ask: {
      guarantor: 'To open it, enter your date of birth.',
      patient:
        'To open it, enter the date of birth of the patient. If it is about several patients, any of them will do.',
    },
    born: { guarantor: 'Your date of birth', patient: 'The patient’s date of birth' },
    month: 'Month (1 to 12)',
    day: 'Day',
    year: 'Year (four digits)',
    open: 'Open the statement',
    error: 'Error',
    noDate: 'There is no such day. Enter the month, the day, and the year with four digits.',
    wrong: (left: number) =>
      `This date does not open the statement. You can try ${left === 1 ? 'once' : `${left} times`} more.`,
    locked: 'Too many wrong dates were entered, so the statement cannot be opened here any more.',
    newLink: 'We will check who you are, and send you a new link.',
    opened: 'Your statement is open.',
    read: 'Read the statement (PDF)',
    forMinutes: 'You can read it for 5 minutes. After that, open the link in your message again.',
    pay: 'Pay',
    paid: 'To be paid now: $0.00. Thank you.',
    payOnly: 'You can also pay without opening it:',
    call: (phone: string | undefined) => (phone === undefined ? 'Please call us.' : `Please call us: ${phone}.`),
    questions: (phone: string | undefined) =>
      `Do you have questions, or need help to pay? ${phone === undefined ? 'Call us.' : `Call ${phone}.`}`,
  },
  es: {
    title: (sender: string) => `Su estado de cuenta de ${sender}`,
    ask: {
      guarantor: 'Para abrirlo, escriba su fecha de nacimiento.',
      patient:
        'Para abrirlo, escriba la fecha de nacimiento del paciente. Si trata de varios pacientes, sirve la de cualquiera de ellos.',
    },
    born: { guarantor: 'Su fecha de nacimiento', patient: 'La fecha de nacimiento del paciente' },
    month: 'Mes (1 a 12)',
    day: 'Día',
    year: 'Año (cuatro cifras)',
    open: 'Abrir el estado de cuenta',
    error: 'Error',
    noDate: 'Ese día no existe. Escriba el mes, el día y el año con cuatro cifras.',
    wrong: (left: number) =>
      `Esta fecha no abre el estado de cuenta. Puede intentarlo ${left === 1 ? 'una vez' : `${left} veces`} más.`,
    locked: 'Se escribieron demasiadas fechas equivocadas; el estado de cuenta ya no se puede abrir aquí.',
    newLink: 'Comprobaremos quién es usted y le enviaremos un enlace nuevo.',
    opened: 'Su estado de cuenta está abierto.',
    read: 'Leer el estado de cuenta (PDF)',
    forMinutes: 'Puede leerlo durante 5 minutos. Después, abra de nuevo el enlace de su mensaje.',
    pay: 'Pagar',
    paid: 'Importe por pagar ahora: $0.00. Gracias.',
    payOnly: 'También puede pagar sin abrirlo:',
    call: (phone: string | undefined) =>
      phone === undefined ? 'Llámenos, por favor.' : `Llámenos, por favor: ${phone}.`,
    questions: (phone: string | undefined) =>
      `¿Tiene preguntas o necesita ayuda para pagar? ${phone === undefined ? 'Llámenos.' : `Llame al ${phone}.`}`,
  },
} as const;
