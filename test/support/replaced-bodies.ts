/** Bodies for things that are replaced, with only the required fields. */

export const connectionBody = {
  name: 'Example drop',
  origin: { kind: 's3-drop', folder: 'example' },
  schedule: { cron: '0 6 * * *', timeZone: 'America/New_York' },
};

export const partnerBody = {
  name: 'Example Clearinghouse',
  receiverId: 'EXCLEAR9',
  envelope: {
    senderQualifier: 'ZZ',
    senderId: 'EXOFFICE',
    receiverQualifier: 'ZZ',
    receiverId: 'EXCLEAR9',
    applicationSender: 'EXOFFICE',
    applicationReceiver: 'EXCLEAR9',
  },
  usage: 'test',
  delivery: { kind: 'by-hand' },
};

export const reportScheduleBody = { name: 'Each week', report: 'collections', every: 'week', hour: 6 };

/** The text of a dunning letter in one language. */
export const letterWords = { title: 'Please pay', paragraphs: ['You owe {{amountDue}}.'] };

export const template = {
  ...{ channels: ['letter'], purpose: 'inform', language: 'en', title: 'Hello', attachments: [] },
  paragraphs: ['Dear {{recipient}}.'],
};
