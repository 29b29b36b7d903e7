import type { Actions } from '../shared/control';
import { only } from '../shared/only';
import { checker } from '../shared/schema';
import type { Delivery } from '../shared/webhooks';
import { FORGERIES, type Forgery, type NewEvent } from './events';
import { SIGNED_PARTS, type SignedPart } from './signing';
import type { World } from './world';

type Happening = Partial<NewEvent>;

/** How a test makes events happen. What is left out of an event and its data: a new patient, now, to the dashboard's webhook. */
export interface EventSwitches {
	/** The attempts to deliver events; always the same array. */
	deliveries: readonly Delivery[];
	/** The webhook of the dashboard, to which creating a patient through the API sends `patient.created`; null for none. */
	setWebhook(url: string | null): void;
	/** What signatures are made over. */
	setSignedPart(part: SignedPart): void;
	/** The new secret. */
	rotateSecret(): string;
	/** Each resolves to the attempt, once it was answered. */
	emit(event?: Happening): Promise<Delivery>;
	forge(forgery: Forgery, event?: Happening): Promise<Delivery>;
	/** The last event that was emitted, byte for byte. */
	replay(url?: string): Promise<Delivery>;
}

export function eventSwitches(world: World): EventSwitches {
	const { events } = world;
	const complete = ({ event = 'patient.created', data, ...rest }: Happening): NewEvent => ({
		event,
		data: { ...newRecord(world, event), ...data },
		...rest,
	});
	return {
		deliveries: events.deliveries,
		setWebhook(url) {
			events.url = url;
		},
		setSignedPart(part) {
			events.signedPart = part;
		},
		rotateSecret: () => events.rotateSecret(),
		emit: async (event = {}) => await events.emit(complete(event)),
		forge: async (forgery, event = {}) => await events.forge(forgery, complete(event)),
		replay: async (url) => await events.replay(url),
	};
}

/** A patient who is new for the patients' events, an appointment of the seed for those of appointments [I], else nothing. */
function newRecord(world: World, event: string): Record<string, unknown> {
	if (event.startsWith('appointment.')) return { ...world.appointments[0] };
	if (!event.startsWith('patient.')) return {};
	const [id] = world.inventPatients(1);
	return { ...world.patients.find(({ patient_id }) => patient_id === id) };
}

const text = { type: 'string' };
const EVENT = {
	event: { ...text, minLength: 1 },
	data: { type: 'object' },
	timestamp: text,
	url: text,
};

const checkEvent = checker<Happening>({ type: 'object', additionalProperties: false, properties: EVENT });

const checkForgery = checker<Happening & { forgery?: Forgery }>({
	type: 'object',
	additionalProperties: false,
	properties: { ...EVENT, forgery: { enum: [...FORGERIES] } },
});

const checkReplay = checker<{ url?: string }>({
	type: 'object',
	additionalProperties: false,
	properties: { url: text },
});

/** The same as control routes; `emit`, `forge` and `replay` answer with the attempt. */
export function eventActions(switches: EventSwitches): Actions {
	const url = only<string | null>('url', { type: ['string', 'null'] });
	const part = only<SignedPart>('part', { enum: [...SIGNED_PARTS] });
	return {
		webhook: (body) => switches.setWebhook(url(body)),
		'signed-part': (body) => switches.setSignedPart(part(body)),
		'rotate-secret': () => ({ webhookSecret: switches.rotateSecret() }),
		emit: async (body) => await switches.emit(checkEvent(body)),
		forge: async (body) => {
			const { forgery = 'otherSecret', ...event } = checkForgery(body);
			return await switches.forge(forgery, event);
		},
		replay: async (body) => await switches.replay(checkReplay(body).url),
	};
}
