import { Button, Notice, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { TestResult, TestRun, TestedAnswer } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import { loadResults, loadRun } from '../../data/tests';
import { goTo } from '../../shared/place';
import { safeHref } from '../../shared/safe-href';
import { useLoaded } from '../../shared/use-loaded';
import { Counts } from './Counts';
import { facts } from './RunsList';
import { comparedName, failureSentence, opinionName, runTitle, verdictName } from './words';
import { wordDiff } from './word-diff';
import type { Stretch } from './word-diff';

type Shown = TestResult[ 'compared' ] | 'failed' | '';

/** One run: its results side by side with the last ones, the worse first. */
export function RunView( { id }: { id: string } ) {
	const run = useLoaded( useCallback( () => loadRun( id ), [ id ] ) );
	return (
		<div className="aaia-bench">
			<p>
				<Button variant="link" onClick={ () => goTo( { tab: 'bench', part: '' } ) }>
					{ __( '← Test bench', 'aaia-chatbot' ) }
				</Button>
			</p>
			{ run.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ run.problem }
				</Notice>
			) }
			{ run.value === null && run.problem === '' && <Spinner /> }
			{ run.value && (
				<>
					<h2>{ runTitle( run.value ) }</h2>
					<p className="aaia-bench__quiet">{ facts( run.value ) }</p>
					<Counts run={ run.value } />
					<Results run={ run.value } />
				</>
			) }
		</div>
	);
}

function Results( { run }: { run: TestRun } ) {
	const { counts } = run;
	const [ shown, setShown ] = useState< Shown >( counts.worse > 0 ? 'worse' : counts.failed > 0 ? 'failed' : '' );
	const [ items, setItems ] = useState< TestResult[] >( [] );
	const [ next, setNext ] = useState< number | null >( null );
	const [ phase, setPhase ] = useState< 'loading' | 'shown' | { problem: string } >( 'loading' );
	const load = useCallback(
		( after: number | null ) => {
			setPhase( 'loading' );
			const compared = shown === 'failed' ? '' : shown;
			loadResults( run.id, compared, shown === 'failed' ? 'failed' : '', after ).then(
				( page ) => {
					setItems( ( before ) => ( after === null ? page.items : [ ...before, ...page.items ] ) );
					setNext( page.next );
					setPhase( 'shown' );
				},
				( failure: unknown ) => setPhase( { problem: asProblem( failure ).message } )
			);
		},
		[ run.id, shown ]
	);
	useEffect( () => load( null ), [ load ] );
	const choices: Array< { value: Shown; label: string; count: number } > = [
		{ value: '', label: __( 'All', 'aaia-chatbot' ), count: run.total - counts.waiting },
		{ value: 'worse', label: comparedName( 'worse' ), count: counts.worse },
		{ value: 'better', label: comparedName( 'better' ), count: counts.better },
		{ value: 'failed', label: verdictName( 'failed' ), count: counts.failed },
		{ value: 'same', label: comparedName( 'same' ), count: counts.same },
		{ value: 'new', label: comparedName( 'new' ), count: counts.new },
	];
	return (
		<>
			<div className="aaia-bench__filters" role="group" aria-label={ __( 'Results', 'aaia-chatbot' ) }>
				{ choices.filter( ( choice ) => choice.count > 0 || choice.value === shown ).map( ( choice ) => (
					<Button
						key={ choice.value }
						size="compact"
						variant={ choice.value === shown ? 'primary' : 'secondary' }
						aria-pressed={ choice.value === shown }
						onClick={ () => setShown( choice.value ) }
					>
						{ `${ choice.label } (${ choice.count })` }
					</Button>
				) ) }
			</div>
			<ol className="aaia-bench__results">
				{ items.map( ( result ) => <ResultItem key={ result.id } result={ result } /> ) }
			</ol>
			{ phase === 'loading' && <Spinner /> }
			{ typeof phase === 'object' && (
				<Notice status="error" isDismissible={ false }>
					{ phase.problem }
				</Notice>
			) }
			{ phase === 'shown' && next !== null && (
				<Button __next40pxDefaultSize variant="secondary" onClick={ () => load( next ) }>
					{ __( 'Show more', 'aaia-chatbot' ) }
				</Button>
			) }
		</>
	);
}

function ResultItem( { result }: { result: TestResult } ) {
	const { now, before, compared } = result;
	const differs = before !== null && before.answer !== now.answer;
	const parts = differs ? wordDiff( before.answer, now.answer ) : [];
	return (
		<li className={ `aaia-bench__result is-${ compared }` }>
			<h3 dir="auto">{ result.question }</h3>
			<p className="aaia-bench__counts">
				<span className={ `is-${ compared }` }>{ comparedName( compared ) }</span>
				<span>
					{ before !== null && before.verdict !== now.verdict && `${ verdictName( before.verdict ) } → ` }
					{ verdictName( now.verdict ) }
				</span>
			</p>
			{ now.failures.length > 0 && (
				<ul className="aaia-bench__failures">
					{ now.failures.map( ( failure, index ) => <li key={ index }>{ failureSentence( failure ) }</li> ) }
				</ul>
			) }
			{ differs ? (
				<div className="aaia-bench__sides">
					<Side title={ __( 'Last time', 'aaia-chatbot' ) } answer={ before } parts={ parts } mark="gone" />
					<Side title={ __( 'Now', 'aaia-chatbot' ) } answer={ now } parts={ parts } mark="new" />
				</div>
			) : (
				<div className="aaia-bench__sides">
					<Side
						title={ before === null ? __( 'Now', 'aaia-chatbot' ) : __( 'The same answer, word for word', 'aaia-chatbot' ) }
						answer={ now }
						parts={ [ { kind: 'same', text: now.answer } ] }
						mark="new"
					/>
				</div>
			) }
			{ result.judged !== null && (
				<p className="aaia-bench__opinion">
					{ opinionName( result.judged ) }
					{ result.judged_why !== '' && <span dir="auto">{ ` – ${ result.judged_why }` }</span> }
				</p>
			) }
		</li>
	);
}

interface SideProps {
	title: string;
	answer: TestedAnswer;
	parts: readonly Stretch[];
	mark: 'gone' | 'new';
}

/** One of two answers, with the words that the other has not. */
function Side( { title, answer, parts, mark }: SideProps ) {
	return (
		<div>
			<h4>{ title }</h4>
			<p className="aaia-bench__answer" dir="auto">
				{ parts.filter( ( part ) => part.kind === 'same' || part.kind === mark ).map( ( part, index ) => {
					if ( part.kind === 'same' ) {
						return <span key={ index }>{ part.text }</span>;
					}
					return mark === 'gone' ? <del key={ index }>{ part.text }</del> : <ins key={ index }>{ part.text }</ins>;
				} ) }
			</p>
			{ answer.sources.length > 0 && (
				<p className="aaia-bench__quiet">
					{ __( 'Sources:', 'aaia-chatbot' ) }{ ' ' }
					{ answer.sources.map( ( source, index ) => (
						<span key={ source.id }>
							{ index > 0 && ', ' }
							{ source.url === '' ? source.title : <a href={ safeHref( source.url ) ?? undefined }>{ source.title }</a> }
						</span>
					) ) }
				</p>
			) }
		</div>
	);
}
