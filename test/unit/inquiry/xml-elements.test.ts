import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../../functions/ask-payers/xml-elements.ts';

const payloads = (xml: string) => elementsOf(xml, ['Payload']).map(({ text }) => text);

describe('the elements of an XML answer', () => {
  it('have their text with entities and CDATA sections, whatever their prefix, attributes and white space', () => {
    const xml =
      '<?xml version="1.0"?><s:E><c:Payload xsi:type="x">A &amp; &#66;</c:Payload><Payload\n><![CDATA[<C>]]> &lt;D</Payload ></s:E>';
    expect(payloads(xml)).toEqual(['A & B', '<C> <D']);
    expect(payloads('<Payload><![CDATA[ISA*</Payload>]]><![CDATA[*B]]></Payload>')).toEqual(['ISA*</Payload>*B']);
    expect(payloads('<Payload/><PayloadType>x</PayloadType><Payload />')).toEqual([]);
  });

  it('are not those in comments, in text or of other names', () => {
    const inComment = '<E><!-- <Payload>ISA*bad</Payload> --><Payload>ISA*good</Payload></E>';
    const inText = '<Message><![CDATA[<Payload>ISA*bad</Payload>]]></Message><Payload>ISA*good</Payload>';
    expect([payloads(inComment), payloads(inText)]).toEqual([['ISA*good'], ['ISA*good']]);
    const declared = '<!DOCTYPE E [<!ENTITY x "ISA*">]><Payload>&x;</Payload>';
    expect(payloads(declared)).toEqual(['&x;']);
  });

  it('say whether they are in a fault', () => {
    const xml = '<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code></s:Fault><Value>other</Value>';
    expect(elementsOf(xml, ['Value'])).toEqual([
      { name: 'Value', text: 's:Sender', isInFault: true },
      { name: 'Value', text: 'other', isInFault: false },
    ]);
  });

  it.each(['<Payload>', '<Payload ', '<Payload', '<!--', '<![CDATA[', '<Fault>', '</', '<', '&', '&#', '<Payload>a'])(
    'are read in a time that grows with the length of the answer only: %s again and again',
    (piece) => {
      // A reader that searched the rest at each of these would need minutes.
      expect(payloads(piece.repeat(200_000))).toEqual([]);
    },
    20_000,
  );
});
