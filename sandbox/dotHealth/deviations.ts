import type { SchemaObject } from 'ajv';

export type Definitions = Record<string, SchemaObject>;

/** FHIR's value set request-intent; the sample of a Communication has `filler-order`. */
const INTENTS = [
	'proposal',
	'plan',
	'directive',
	'order',
	'original-order',
	'reflex-order',
	'filler-order',
	'instance-order',
	'option',
];

const ref = (name: string) => ({ $ref: `#/definitions/${name}` });

/** The definition of a payload with the text that R5 no longer has. */
function withText(payload: SchemaObject): SchemaObject {
	const [content] = payload.choices as Array<{ of: string[]; required: boolean }>;
	return {
		...payload,
		properties: {
			...payload.properties,
			contentString: ref('string'),
			_contentString: ref('Element'),
		},
		choices: [{ ...content, of: [...content.of, 'contentString'] }],
	};
}

/** R5 with what the vendor's own samples have beyond it, and nothing else. */
export function withDeviations(r5: Definitions): Definitions {
	const { Communication, Subscription, CommunicationPayload, CommunicationRequestPayload } = r5;
	return {
		...r5,
		Communication: {
			...Communication,
			properties: {
				...Communication.properties,
				replaces: { type: 'array', items: ref('Reference'), minItems: 1 },
				intent: { type: 'string', enum: INTENTS },
			},
		},
		CommunicationPayload: withText(CommunicationPayload),
		CommunicationRequestPayload: withText(CommunicationRequestPayload),
		Subscription: {
			...Subscription,
			properties: {
				...Subscription.properties,
				filterBy: { ...Subscription.properties.filterBy, minItems: 0 },
			},
			required: (Subscription.required as string[]).filter((name) => name !== 'status'),
		},
	};
}
