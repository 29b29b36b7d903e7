import { Refusal } from '../shared/refusal';
import { item } from './answers';
import type { Archive } from './records';
import { rootRoute, type Route } from './route';

/** [I] beyond id and name. */
const practice = ({ practiceId, practiceName, ownerEmail }: Archive) =>
	item({ id: practiceId, name: practiceName, email: ownerEmail, city: 'Milano', country: 'IT' });

const notHere = () => new Refusal(404, 'Not found');

export const contextRoutes: Route[] = [
	rootRoute('/me', ({ archive }) =>
		item({
			practiceId: archive.practiceId,
			archiveId: archive.archiveId,
			ownerEmail: archive.ownerEmail,
			userId: archive.practiceId * 10,
			userEmail: archive.ownerEmail,
		}),
	),
	rootRoute('/practices', ({ archive, switches }) => {
		if (switches.practicePath !== 'plain') throw notHere();
		return practice(archive);
	}),
	rootRoute('/practices/:practiceId', ({ archive, switches, id }) => {
		if (switches.practicePath !== 'withId') throw notHere();
		if (id('practiceId') !== archive.practiceId) throw new Refusal(403, 'Access denied');
		return practice(archive);
	}),
];
