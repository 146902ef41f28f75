import { ask, query } from './api';
import type {
	AddTestBody,
	BeginTestsBody,
	EstimateTestsBody,
	ImportedTests,
	ProposedTest,
	TestEstimate,
	TestQuestion,
	TestQuestions,
	TestResult,
	TestResults,
	TestRun,
	TestRuns,
} from '../../src/wire/wire';

export const loadTests = ( text: string, verdict: string, cursor: string | null ): Promise< TestQuestions > =>
	ask( 'GET', `/test-questions${ query( { text, verdict, cursor } ) }` );

/** What a message of a conversation would make as a case. */
export const proposedTest = ( conversation: string, message: string ): Promise< ProposedTest > =>
	ask( 'GET', `/test-questions/proposed${ query( { conversation, message } ) }` );

/** Saves a new case, or changes the one with this id. */
export const saveTest = ( id: string | null, test: AddTestBody ): Promise< TestQuestion > =>
	id === null ? ask( 'POST', '/test-questions', test ) : ask( 'PUT', `/test-questions/${ id }`, test );

export const deleteTest = ( id: string ): Promise< unknown > => ask( 'DELETE', `/test-questions/${ id }` );

/** Adds the cases of a file; of one with faults only on wish. */
export const importTests = ( content: string, withFaults: boolean ): Promise< ImportedTests > =>
	ask( 'POST', '/test-questions/import', { content, with_faults: withFaults } );

export const loadRuns = ( cursor: string | null ): Promise< TestRuns > => ask( 'GET', `/test-runs${ query( { cursor } ) }` );

export const loadRun = ( id: string ): Promise< TestRun > => ask( 'GET', `/test-runs/${ encodeURIComponent( id ) }` );

export const estimateRun = ( tried: EstimateTestsBody ): Promise< TestEstimate > => ask( 'POST', '/test-runs/estimate', tried );

export const beginRun = ( tried: BeginTestsBody ): Promise< TestRun > => ask( 'POST', '/test-runs', tried );

export const cancelRun = ( id: string ): Promise< TestRun > => ask( 'POST', `/test-runs/${ id }/cancel`, {} );

export const loadResults = (
	id: string,
	compared: TestResult[ 'compared' ] | '',
	verdict: string,
	after: number | null
): Promise< TestResults > => ask( 'GET', `/test-runs/${ encodeURIComponent( id ) }/results${ query( { compared, verdict, after } ) }` );
