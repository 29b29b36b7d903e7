import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type RecordedRequest, type Sandbox } from '../../sandbox';
import { runNode, type NodeResult, type NodeRun } from '../support/engine';
import {
	fillIn,
	inputFor,
	mapped,
	typedIn,
	variantsOf,
	type Case,
	type ExampleSource,
	type Variant,
} from './parameters';
import { actionNodes, operationsOf, resourcesWithFormOf, type OperationRef } from './operations';
import { endpointOf } from './requests';
import { contracts, type VendorContract } from './vendors';

/** One after another and without waiting, so that it is known which request belongs to which item. */
export const IN_TURN = { maxConcurrency: 1, maxWait: 0 };

/** A vendor in the sandbox, with its node ready to be run against it. */
export class Bench {
	private static runs = 0;

	readonly used = new Set<string>();

	constructor(
		readonly contract: VendorContract,
		private readonly sandbox: () => Sandbox,
	) {}

	get vendor() {
		return this.contract.sandboxOf(this.sandbox());
	}

	get requests(): RecordedRequest[] {
		return [...this.vendor.requests];
	}

	private sourceFor(operation?: OperationRef): ExampleSource {
		const { contract, vendor, used } = this;
		const { examples, examplesFile: file, demanded = {}, filledByDefault = {} } = contract;
		const name = operation?.name ?? '';
		return {
			examples: examples(vendor),
			file,
			demanded: demanded[name] ?? [],
			filledByDefault: filledByDefault[name] ?? [],
			used,
		};
	}

	fill(operation: OperationRef, variant: Variant): Case {
		return fillIn(operation, variant, this.sourceFor(operation));
	}

	variantsOf(operation: OperationRef): Variant[] {
		return variantsOf(operation, this.contract.inPlaceOf);
	}

	/** The form as it opens, with everything filled in. */
	everythingIn(operation: OperationRef): Case {
		return this.fill(
			operation,
			this.variantsOf(operation).find(({ choice, full }) => choice === '' && full)!,
		);
	}

	/** The form as it opens, with nothing that is optional. */
	requiredIn(operation: OperationRef): Case {
		return this.fill(
			operation,
			this.variantsOf(operation).find(({ choice, full }) => choice === '' && !full)!,
		);
	}

	/** How many input items a test runs with: three, or the one that the operation takes. */
	countFor(filled: Case): number {
		return endpointOf(this.contract, filled).single ? 1 : 3;
	}

	/** Names of examples that no field has. */
	unusedExamples(): string[] {
		return Object.keys(this.sourceFor().examples).filter((name) => !this.used.has(name));
	}

	/** Back at the seed, without a rate limit. */
	reset(): void {
		this.vendor.reset();
		this.vendor.setRateLimit(false);
		this.contract.prepare?.(this.vendor);
	}

	async run(parameters: IDataObject, options: Partial<NodeRun> = {}): Promise<NodeResult> {
		Bench.runs += 1;
		const { options: behaviour, ...rest } = parameters;
		return await runNode({
			node: this.contract.node,
			credentials: this.contract.credentials(this.vendor),
			parameters: {
				...this.contract.parameters,
				...rest,
				options: { ...(behaviour as IDataObject), ...IN_TURN },
			},
			// A new one each time: the node keeps to the vendor's rate per credential.
			credentialId: `contract-${Bench.runs}`,
			...options,
		});
	}

	/** With values that stand in the form, for one item. */
	async runOnce(filled: Case, options: Partial<NodeRun> = {}): Promise<NodeResult> {
		return await this.run(typedIn(filled), { input: inputFor(filled, 1), ...options });
	}

	/** With values that come from the input items. */
	async runMapped(
		filled: Case,
		input: INodeExecutionData[],
		options: Partial<NodeRun> = {},
		parameters: IDataObject = {},
	): Promise<NodeResult> {
		return await this.run({ ...mapped(filled), ...parameters }, { input, ...options });
	}
}

/** The benches of all vendors for the tests of one file, on one sandbox. */
export function useBenches(): Bench[] {
	let running: Sandbox | undefined;
	beforeAll(async () => {
		running = await startSandbox({ rateLimit: false });
	});
	afterAll(async () => await running?.close());
	return contracts.map(
		(contract) =>
			new Bench(contract, () => {
				if (!running) throw new Error('The sandbox has not started yet');
				return running;
			}),
	);
}

const nodeOf = (contract: VendorContract) =>
	actionNodes.find(({ description }) => description.name === contract.node);

/** Whether it is run, or another resource with the same form stands for it. */
const isRun = ({ representatives = [] }: VendorContract, operation: OperationRef): boolean => {
	const sharing = resourcesWithFormOf(operation);
	return (
		representatives.includes(operation.resource) || !representatives.some((name) => sharing.includes(name))
	);
};

/** `[label, bench, operation]` of every operation that the package publishes, those of a shared form once for each representative. */
export const everyOperation = (benches: Bench[]): Array<[string, Bench, OperationRef]> =>
	benches.flatMap((bench) => {
		const node = nodeOf(bench.contract);
		return (node ? operationsOf(node) : [])
			.filter((operation) => isRun(bench.contract, operation))
			.map(
				(operation) =>
					[`${bench.contract.node} ${operation.name}`, bench, operation] as [string, Bench, OperationRef],
			);
	});
