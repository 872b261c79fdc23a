import type { AuditActionMeaning } from './meaning.ts';

/** The actions about correspondence, tasks, threads, received documents and marks. */
export const correspondenceActions = {
  'list-changed': {
    trail: 'list, such as `exceptions`',
    meaning: 'A person did the same with many pieces of work of a list; each that was changed has its own item, too.',
  },
  'work-marked': { trail: 'work', meaning: 'A person noted something about work on a list.' },
  'correspondence-recorded': { trail: 'correspondence', meaning: 'A call or a message was recorded.' },
  'correspondence-read': {
    trail: 'correspondence',
    meaning: 'A call or a message was read, or a list of them; its facts name what it is about.',
  },
  'correspondence-noted': { trail: 'correspondence', meaning: 'A person noted what became known later.' },
  'correspondence-voided': { trail: 'correspondence', meaning: 'A person struck out what was entered by mistake.' },
  'correspondence-sending-changed': {
    trail: 'correspondence',
    meaning: 'What the office wrote has left, was stopped, or came back; or its time was put off.',
  },
  'message-written': {
    trail: 'correspondence',
    meaning: 'A letter, a fax, an e-mail or a text was written from a template.',
  },
  'contact-checked': { trail: 'account', meaning: 'A person asked how a guarantor may be reached.' },
  'message-template-replaced': { trail: '`message-templates`', meaning: 'A version of a template was written.' },
  'task-created': { trail: 'task', meaning: 'Somebody was given something to do.' },
  'task-changed': { trail: 'task', meaning: 'A person took a task, gave it away, postponed, ended or reopened it.' },
  'task-escalated': { trail: 'task', meaning: 'A task was late, and somebody else was told.' },
  'tasks-read': { trail: 'task', meaning: 'A task was read, or a list of them; its facts name claims.' },
  'thread-started': { trail: 'thread', meaning: 'A conversation about an encounter or a claim was started.' },
  'thread-message-added': { trail: 'thread', meaning: 'A person said something in a conversation.' },
  'thread-closed': { trail: 'thread', meaning: 'A person closed a conversation.' },
  'threads-read': { trail: 'thread', meaning: 'A conversation was read, or a list of them.' },
  'received-document-registered': { trail: 'received document', meaning: 'A fax or a letter came.' },
  'received-document-dismissed': {
    trail: 'received document',
    meaning: 'A person discarded a document, with a reason.',
  },
  'received-document-restored': { trail: 'received document', meaning: 'A person restored a discarded document.' },
  'received-documents-read': {
    trail: 'received document',
    meaning: 'A fax or a letter that came was read, or their list.',
  },
  'call-script-replaced': { trail: '`call-scripts`', meaning: 'A version of a call script was written.' },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;
