import { FieldRefusal } from '../errors/refusal';

const REASONS = {
	tooLarge: [
		'There are more records here than this trigger can keep watch over',
		'Choose a shorter range or narrower filters, then publish the workflow again. Nothing was left out silently.',
	],
	untimed: [
		'The service does not say when a record was changed',
		'This trigger finds changes by that time. Watch another kind of record.',
	],
	unsorted: [
		'The service does not list the records in the order of their changes',
		'This trigger would miss some. Remove filters that change the order, or watch another kind of record.',
	],
	unfiltered: [
		'The service lists all records instead of those changed lately',
		'This trigger would have to read everything each time. Watch another kind of record.',
	],
	repeats: [
		'The list repeats the same page',
		'The service does not move on to the next page. Narrower filters make the list shorter.',
	],
} as const;

/** Why a feed cannot be polled as it is; polling again does not help. Nothing is lost: the state stays as it was. */
export class PollRefusal extends FieldRefusal {
	constructor(readonly reason: keyof typeof REASONS) {
		super(REASONS[reason][0], REASONS[reason][1]);
	}
}
