import { boolean, text } from '../shared/query';
import { list } from './answers';
import type { Archive } from './records';
import { route, type Route } from './route';

/** Lists without parameters: what the practice has set up. */
const SETUP: Record<string, (archive: Archive) => unknown[]> = {
	'/accounts': (archive) => archive.accounts,
	'/appointment-booking-reasons': (archive) => archive.bookingReasons,
	'/chairs': (archive) => archive.chairs,
	'/colors': (archive) => archive.colors,
	'/payment-types': (archive) => archive.paymentTypes,
	'/specialties': (archive) => archive.specialties,
};

export const listRoutes: Route[] = [
	...Object.entries(SETUP).map(([path, rows]) =>
		route('GET', path, { handle: ({ archive }) => list(rows(archive)) }),
	),
	route('GET', '/operators', {
		query: { ignoreDeleted: boolean, italianFiscalCode: text },
		handle: ({ archive, query }) =>
			list(
				archive.operators
					.filter((operator) => !(query.ignoreDeleted && operator.deleted))
					.filter(
						({ italianFiscalCode }) => (query.italianFiscalCode ?? italianFiscalCode) === italianFiscalCode,
					),
			),
	}),
];
