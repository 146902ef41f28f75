import { Button, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Lesson, LessonFigures } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import { deleteLesson, loadFigures, loadLessons } from '../../data/lessons';
import { pageFacts } from '../../data/page-facts';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { fullTime } from '../../shared/times';
import { useLoaded } from '../../shared/use-loaded';
import { conversationOfLesson } from './lesson-address';
import { LessonDialog } from './LessonDialog';

/** Pause after typing before it is searched. Milliseconds. */
const PAUSE = 300;

/** What the team learnt: short records to search, to write and to measure. */
export function LessonsTab() {
	const [ typed, setTyped ] = useState( '' );
	const { items, next, problem, more, reload } = useLessons( typed );
	const [ editing, setEditing ] = useState< Lesson | 'new' | null >( () => conversationOfLesson() === null ? null : 'new' );
	const [ deleting, setDeleting ] = useState< Lesson | null >( null );
	const { reply } = pageFacts().can;
	return (
		<div className="aaia-lessons">
			<div className="aaia-lessons__head">
				<input
					type="search"
					aria-label={ __( 'Search lessons', 'aaia-chatbot' ) }
					placeholder={ __( 'Search lessons', 'aaia-chatbot' ) }
					maxLength={ 200 }
					value={ typed }
					onChange={ ( { target } ) => setTyped( target.value ) }
				/>
				{ reply && (
					<Button __next40pxDefaultSize variant="primary" onClick={ () => setEditing( 'new' ) }>{ __( 'New lesson', 'aaia-chatbot' ) }</Button>
				) }
			</div>
			{ problem && <p role="alert">{ problem }</p> }
			{ items === null && ! problem && <Spinner /> }
			{ items?.length === 0 && (
				<p>{ typed.trim() === ''
					? __(
						'No lesson yet. Write down what went wrong, why, what you did and what came of it: the next person finds it here.',
						'aaia-chatbot'
					)
					: __( 'No lesson has all these words.', 'aaia-chatbot' ) }</p>
			) }
			<ul aria-label={ __( 'Lessons', 'aaia-chatbot' ) }>
				{ items?.map( ( lesson ) => (
					<li key={ lesson.id }>
						<Card lesson={ lesson } onEdit={ () => setEditing( lesson ) } onDelete={ () => setDeleting( lesson ) } />
					</li>
				) ) }
			</ul>
			{ next !== null && <Button variant="secondary" onClick={ more }>{ __( 'Show more', 'aaia-chatbot' ) }</Button> }
			{ editing && (
				<LessonDialog
					lesson={ editing === 'new' ? null : editing }
					onSaved={ () => {
						setEditing( null );
						reload();
					} }
					onClose={ () => setEditing( null ) }
				/>
			) }
			{ deleting && (
				<ConfirmDialog
					title={ __( 'Delete this lesson?', 'aaia-chatbot' ) }
					text={ deleting.problem }
					action={ __( 'Delete permanently', 'aaia-chatbot' ) }
					onSure={ () => deleteLesson( deleting.id ).then( () => {
						setDeleting( null );
						reload();
					} ) }
					onClose={ () => setDeleting( null ) }
				/>
			) }
		</div>
	);
}

function Card( { lesson, onEdit, onDelete }: { lesson: Lesson; onEdit: () => void; onDelete: () => void } ) {
	const [ measured, setMeasured ] = useState( false );
	const parts: Array< [ string, string ] > = [
		[ __( 'Cause', 'aaia-chatbot' ), lesson.cause ],
		[ __( 'Action', 'aaia-chatbot' ), lesson.action ],
		[ __( 'Result', 'aaia-chatbot' ), lesson.result ],
	];
	return (
		<article className="aaia-lesson">
			<h2 dir="auto">{ lesson.problem }</h2>
			<dl>
				{ parts.filter( ( [ , text ] ) => text !== '' ).map( ( [ term, text ] ) => (
					<div key={ term }><dt>{ term }</dt><dd dir="auto">{ text }</dd></div>
				) ) }
			</dl>
			{ lesson.conversations.length > 0 && (
				<p>
					{ lesson.conversations.map( ( id ) => (
						<a key={ id } href={ `${ pageFacts().pages.inbox }&conversation=${ encodeURIComponent( id ) }` }>
							{ __( 'Open the conversation', 'aaia-chatbot' ) }
						</a>
					) ) }
				</p>
			) }
			<footer>
				<span>
					{ /* translators: 1: name of an agent, 2: date and time. */
						sprintf( __( '%1$s, %2$s', 'aaia-chatbot' ), lesson.by, fullTime( lesson.updated_at ) ) }
				</span>
				{ lesson.acted_on !== null && lesson.conversations.length > 0 && ! measured && (
					<Button size="compact" variant="tertiary" onClick={ () => setMeasured( true ) }>{ __( 'Did it help?', 'aaia-chatbot' ) }</Button>
				) }
				{ pageFacts().can.reply && (
					<>
						<Button size="compact" variant="tertiary" onClick={ onEdit }>{ __( 'Edit', 'aaia-chatbot' ) }</Button>
						<Button size="compact" variant="tertiary" isDestructive onClick={ onDelete }>{ __( 'Delete', 'aaia-chatbot' ) }</Button>
					</>
				) }
			</footer>
			{ measured && <Figures lesson={ lesson } /> }
		</article>
	);
}

/** Ratings of like questions before and since the action. */
function Figures( { lesson }: { lesson: Lesson } ) {
	const load = useCallback( () => loadFigures( lesson.id ), [ lesson.id ] );
	const { value, problem } = useLoaded< LessonFigures >( load );
	if ( value?.figures == null ) {
		return problem === '' ? <Spinner /> : <p role="alert">{ problem }</p>;
	}
	const { before, after, says } = value.figures;
	return (
		<p role="status">
			{ sprintf(
				/* translators: 1, 2: before, 3, 4: since; as in "3 of 12". */
				__( 'Rated helpful in these conversations and those with similar questions: %1$d of %2$d before, %3$d of %4$d since.', 'aaia-chatbot' ),
				before.up,
				before.rated,
				after.up,
				after.rated
			) }{ ' ' }
			<strong>{ verdictOf( says ) }</strong>
		</p>
	);
}

function verdictOf( says: NonNullable< LessonFigures[ 'figures' ] >[ 'says' ] ): string {
	switch ( says ) {
		case 'few': return __( 'Too few to say: it takes 10 ratings on each side.', 'aaia-chatbot' );
		case 'same': return __( 'No difference beyond chance.', 'aaia-chatbot' );
		case 'better': return __( 'Better, beyond chance.', 'aaia-chatbot' );
		case 'worse': return __( 'Worse, beyond chance.', 'aaia-chatbot' );
	}
}

/** Lessons found by what is typed, page by page. */
function useLessons( typed: string ) {
	const [ items, setItems ] = useState< Lesson[] | null >( null );
	const [ next, setNext ] = useState< string | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const [ round, setRound ] = useState( 0 );
	const search = typed.trim();
	const fail = ( failure: unknown ): void => setProblem( asProblem( failure ).message );
	useEffect( () => {
		let wanted = true;
		const wait = setTimeout( () => {
			loadLessons( search, null ).then( ( answer ) => {
				if ( wanted ) {
					setProblem( '' );
					setItems( answer.items );
					setNext( answer.next_cursor );
				}
			}, ( failure ) => wanted && fail( failure ) );
		}, search === '' ? 0 : PAUSE );
		return () => {
			wanted = false;
			clearTimeout( wait );
		};
	}, [ search, round ] );
	const more = (): void => {
		loadLessons( search, next ).then( ( answer ) => {
			setItems( ( before ) => [ ...( before ?? [] ), ...answer.items ] );
			setNext( answer.next_cursor );
		}, fail );
	};
	return { items, next, problem, more, reload: () => setRound( ( before ) => before + 1 ) };
}
