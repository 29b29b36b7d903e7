import { date, integer, oneOf } from '../shared/query';
import { item, list } from './answers';
import { dateRange } from './range';
import { route, type Route } from './route';
import { addDays, today } from './time';
import { find } from './lookup';

/** Bills and transactions alike: by default the last 31 days, and at most 31 days. */
export const MAX_BILLING_DAYS = 31;

export function billingRange(dateStart: string | undefined, dateEnd: string | undefined) {
	const end = dateEnd ?? today();
	return dateRange(dateStart ?? addDays(end, -MAX_BILLING_DAYS), end, MAX_BILLING_DAYS);
}

export const billRoutes: Route[] = [
	route('GET', '/bills', {
		query: {
			dateStart: date,
			dateEnd: date,
			type: oneOf('full', 'partial', 'credit', 'proforma'),
			direction: oneOf('incoming', 'outgoing'),
			carePlanId: integer,
		},
		handle({ archive, query }) {
			const inRange = billingRange(query.dateStart, query.dateEnd);
			return list(
				archive.bills.filter(
					(bill) =>
						inRange(bill.date) &&
						(query.type === undefined || bill.type === query.type) &&
						(query.direction === undefined || bill.direction === query.direction) &&
						(query.carePlanId === undefined || bill.carePlanId === query.carePlanId),
				),
			);
		},
	}),
	route('GET', '/bills/:billId', {
		handle: ({ archive, id }) => item(find(archive.bills, id('billId'), 'Bill')),
	}),
	route('GET', '/bills/:billId/liabilities', {
		handle({ archive, id }) {
			const bill = find(archive.bills, id('billId'), 'Bill');
			return list(archive.billLiabilities.filter(({ billId }) => billId === bill.id));
		},
	}),
	route('DELETE', '/bills/:billId/liabilities/:liabilityId', {
		handle({ archive, id }) {
			const bill = find(archive.bills, id('billId'), 'Bill');
			const own = archive.billLiabilities.filter(({ billId }) => billId === bill.id);
			const liability = find(own, id('liabilityId'), 'Bill liability');
			archive.billLiabilities = archive.billLiabilities.filter((other) => other !== liability);
			return { status: 'success' };
		},
	}),
];
