import { Button, Notice, SearchControl, SelectControl, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ProposedTest, TestQuestion } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import { pageFacts } from '../../data/page-facts';
import { deleteTest, loadTests, proposedTest } from '../../data/tests';
import { useConfirm } from '../../shared/use-confirm';
import { useLoaded } from '../../shared/use-loaded';
import { CaseEditor } from './CaseEditor';
import { ImportCases } from './ImportCases';
import { quoted } from '../changes/words';
import { cases, verdictName } from './words';

/** A message that is to become a case, and what it proposes. */
export interface FromMessage {
	conversation: string;
	message: string;
	proposed: ProposedTest;
}

interface Filter {
	text: string;
	verdict: '' | 'failed' | 'gone' | 'passed' | 'waiting';
	cursor: string | null;
}

type Editing = { kind: 'new' } | { kind: 'message'; from: FromMessage } | { kind: 'case'; test: TestQuestion };

/** The message that the address names: `part=new&conversation=…&message=…`. */
function namedMessage(): { conversation: string; message: string } | null {
	const query = new URLSearchParams( window.location.search );
	const [ conversation, message ] = [ query.get( 'conversation' ), query.get( 'message' ) ];
	return query.get( 'part' ) === 'new' && conversation && message ? { conversation, message } : null;
}

/** The cases: listed, added, changed, deleted, brought in from a file. */
export function CasesSection( { again }: { again: number } ) {
	const [ filter, setFilter ] = useState< Filter >( { text: '', verdict: '', cursor: null } );
	const page = useLoaded( useCallback(
		() => loadTests( filter.text, filter.verdict, filter.cursor ).then( ( found ) => ( { ...found, again } ) ),
		[ filter, again ]
	) );
	const [ editing, setEditing ] = useState< Editing | null >( null );
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	const confirm = useConfirm();
	const add = useRef< HTMLButtonElement >( null );
	useEffect( () => {
		const named = namedMessage();
		if ( named ) {
			proposedTest( named.conversation, named.message ).then(
				( proposed ) => setEditing( { kind: 'message', from: { ...named, proposed } } ),
				( failure: unknown ) => setSaid( { ok: false, sentence: asProblem( failure ).message } )
			);
		}
	}, [] );
	const { reload } = page;
	const close = (): void => {
		setEditing( null );
		setTimeout( () => add.current?.focus() );
	};
	const done = ( sentence: string ): void => {
		setSaid( { ok: true, sentence } );
		reload();
	};
	const remove = ( test: TestQuestion ): void =>
		confirm.ask( {
			title: __( 'Delete the case', 'aaia-chatbot' ),
			text: sprintf( /* translators: %s: a question. */ __( 'Delete the case “%s”?', 'aaia-chatbot' ), test.question ),
			action: __( 'Delete', 'aaia-chatbot' ),
			onSure: () => void deleteTest( test.id ).then(
				() => done( __( 'Case deleted.', 'aaia-chatbot' ) ),
				( failure: unknown ) => setSaid( { ok: false, sentence: asProblem( failure ).message } )
			),
		} );
	const total = page.value?.total ?? 0;

	return (
		<section aria-labelledby="aaia-bench-cases">
			{ confirm.dialog }
			<h2 id="aaia-bench-cases">{ total > 0 ? cases( total ) : __( 'Cases', 'aaia-chatbot' ) }</h2>
			{ said && (
				<Notice status={ said.ok ? 'success' : 'error' } onRemove={ () => setSaid( null ) }>
					{ said.sentence }
				</Notice>
			) }
			{ editing === null ? (
				<div className="aaia-bench__acts">
					<Button __next40pxDefaultSize ref={ add } variant="secondary" onClick={ () => setEditing( { kind: 'new' } ) }>
						{ __( 'Add a case', 'aaia-chatbot' ) }
					</Button>
					<ImportCases onDone={ done } />
				</div>
			) : (
				<CaseEditor
					key={ editing.kind === 'case' ? editing.test.id : editing.kind }
					test={ editing.kind === 'case' ? editing.test : null }
					from={ editing.kind === 'message' ? editing.from : null }
					onCancel={ close }
					onSaved={ () => {
						close();
						done( __( 'Case saved.', 'aaia-chatbot' ) );
					} }
				/>
			) }
			{ page.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ page.problem }
				</Notice>
			) }
			{ page.value === null && page.problem === '' && <Spinner /> }
			{ total > 0 && (
				<div className="aaia-bench__search">
					<SearchControl
						label={ __( 'Search the cases', 'aaia-chatbot' ) }
						value={ filter.text }
						onChange={ ( text ) => setFilter( { ...filter, text, cursor: null } ) }
					/>
					<SelectControl
						__next40pxDefaultSize
						label={ __( 'Last result', 'aaia-chatbot' ) }
						hideLabelFromVision
						value={ filter.verdict }
						options={ [
							{ value: '', label: __( 'All results', 'aaia-chatbot' ) },
							...( [ 'failed', 'gone', 'passed', 'waiting' ] as const ).map( ( value ) => ( { value, label: verdictName( value ) } ) ),
						] }
						onChange={ ( verdict ) => setFilter( { ...filter, verdict, cursor: null } ) }
					/>
				</div>
			) }
			{ page.value && page.value.items.length > 0 && (
				<ul className="aaia-bench__list">
					{ page.value.items.map( ( test ) => (
						<li key={ test.id }>
							<div>
								<strong dir="auto">{ test.question }</strong>
								<p className="aaia-bench__quiet" dir="auto">
									<span className={ `aaia-bench__verdict is-${ test.verdict }` }>{ verdictName( test.verdict ) }</span>{ ' ' }
									{ expectationSentence( test ) }
								</p>
								{ test.conversation !== null && (
									<a href={ `${ pageFacts().pages.inbox }&conversation=${ test.conversation }` }>
										{ __( 'Conversation', 'aaia-chatbot' ) }
									</a>
								) }
							</div>
							<div className="aaia-bench__acts">
								<Button
									size="compact"
									variant="secondary"
									aria-label={ sprintf( /* translators: %s: a question. */ __( 'Edit the case “%s”', 'aaia-chatbot' ), test.question ) }
									onClick={ () => setEditing( { kind: 'case', test } ) }
								>
									{ __( 'Edit', 'aaia-chatbot' ) }
								</Button>
								<Button
									size="compact"
									variant="tertiary"
									isDestructive
									aria-label={ sprintf( /* translators: %s: a question. */ __( 'Delete the case “%s”', 'aaia-chatbot' ), test.question ) }
									onClick={ () => remove( test ) }
								>
									{ __( 'Delete', 'aaia-chatbot' ) }
								</Button>
							</div>
						</li>
					) ) }
				</ul>
			) }
			{ page.value && page.value.items.length === 0 && total > 0 && <p>{ __( 'No case matches.', 'aaia-chatbot' ) }</p> }
			<div className="aaia-bench__acts">
				{ filter.cursor !== null && (
					<Button __next40pxDefaultSize variant="tertiary" onClick={ () => setFilter( { ...filter, cursor: null } ) }>
						{ __( 'Back to the newest', 'aaia-chatbot' ) }
					</Button>
				) }
				{ page.value?.next_cursor != null && (
					<Button
						__next40pxDefaultSize
						variant="secondary"
						onClick={ () => setFilter( { ...filter, cursor: page.value?.next_cursor ?? null } ) }
					>
						{ __( 'Older', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</section>
	);
}

/** What is expected, on one line. */
function expectationSentence( { sources, contains, lacks, refuse, reference }: TestQuestion ): string {
	const list = ( words: readonly string[] ): string => words.map( quoted ).join( ', ' );
	return [
		/* translators: %s: titles of pages. */
		...( sources.length > 0 ? [ sprintf( __( 'from %s', 'aaia-chatbot' ), list( sources.map( ( source ) => source.title ) ) ) ] : [] ),
		/* translators: %s: words. */
		...( contains.length > 0 ? [ sprintf( __( 'contains %s', 'aaia-chatbot' ), list( contains ) ) ] : [] ),
		/* translators: %s: words. */
		...( lacks.length > 0 ? [ sprintf( __( 'without %s', 'aaia-chatbot' ), list( lacks ) ) ] : [] ),
		...( refuse ? [ __( 'says that it does not know', 'aaia-chatbot' ) ] : [] ),
		/* translators: %s: a text. */
		...( reference !== '' ? [
			sprintf( __( 'as in “%s”', 'aaia-chatbot' ), reference.length > 80 ? `${ reference.slice( 0, 80 ) }…` : reference ),
		] : [] ),
	].join( ' · ' );
}
