import type { Beyond } from '../fhir/definitions';

/** FHIR R5, value set request-intent. */
const INTENTS = [
	...['proposal', 'plan', 'directive', 'order', 'original-order', 'reflex-order', 'filler-order'],
	...['instance-order', 'option'],
];

/** What the documentation and its samples have and FHIR R5 has not. */
export const BEYOND_R5: Beyond = {
	elements: {
		Communication: [
			['intent', 'code', '', 'What kind of answer it is; the documentation has filler-order', INTENTS],
			['replaces', 'Reference', '*', 'The request that it answers and completes', ['CommunicationRequest']],
		],
		CommunicationPayload: [['contentString', 'string', '1', 'Message part content', null, 'content']],
		CommunicationRequestPayload: [['contentString', 'string', '1', 'What is asked for', null, 'content']],
	},
	// "a reference to the CommunicationRequest ... inside the basedOn field if available"
	targets: { basedOn: ['CommunicationRequest'] },
};
