import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Icon, category as categoryIcon } from '@wordpress/icons';
import { suggestCategory } from '../data/categories';
import { pageFacts } from '../data/page-facts';
import type { StaffCategory, StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { CategoriesDialog } from './CategoriesDialog';
import { ChoiceMenu } from './ChoiceMenu';
import type { Inbox } from './use-inbox';

const NONE = '0';

/** The category of a conversation, and a menu to change it; the owner edits the list from there. */
export function CategoryMenu( { inbox, conversation, short = false }: {
	inbox: Inbox;
	conversation: StaffConversation;
	/** No category is shown as a symbol. */
	short?: boolean;
} ) {
	const { category } = conversation;
	const { categories } = inbox.state;
	const [ editing, setEditing ] = useState( false );
	const choices = [
		...categories.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ),
		{ value: NONE, label: __( 'No category', 'aaia-chatbot' ) },
	];
	const { manage } = pageFacts().can;
	return (
		<>
			<ChoiceMenu
				name={ __( 'Category', 'aaia-chatbot' ) }
				label={ category === null
					? __( 'No category. Change it', 'aaia-chatbot' )
					/* translators: %s: name of a category. */
					: sprintf( __( 'Category: %s. Change it', 'aaia-chatbot' ), category.name ) }
				value={ String( category?.id ?? NONE ) }
				choices={ choices }
				onChoose={ ( chosen ) =>
					actions( inbox, conversation ).setCategory( categories.find( ( { id } ) => String( id ) === chosen ) ?? null ) }
				{ ...( manage ? { more: { label: __( 'Edit categories…', 'aaia-chatbot' ), onChoose: () => setEditing( true ) } } : {} ) }
			>
				{ category !== null
					? <CategoryMark category={ category } />
					: <span>{ short ? <Icon icon={ categoryIcon } size={ 18 } /> : __( 'No category', 'aaia-chatbot' ) }</span> }
			</ChoiceMenu>
			{ ! short && category === null && categories.length > 0 && (
				<Suggestion key={ conversation.id } inbox={ inbox } conversation={ conversation } />
			) }
			{ editing && <CategoriesDialog inbox={ inbox } onClose={ () => setEditing( false ) } /> }
		</>
	);
}

/** The category that the words speak for, chosen by one click. */
function Suggestion( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const [ suggested, setSuggested ] = useState< number | null >( null );
	const { id } = conversation;
	useEffect( () => {
		// Only an offer: without an answer there is none.
		suggestCategory( id ).then( ( { category } ) => category && setSuggested( category ), () => undefined );
	}, [ id ] );
	const category = inbox.state.categories.find( ( one ) => one.id === suggested );
	return category === undefined ? null : (
		<Button variant="link" className="aaia-category-offer" onClick={ () => actions( inbox, conversation ).setCategory( category ) }>
			{ /* translators: %s: name of a category. */ sprintf( __( 'Suggested: %s', 'aaia-chatbot' ), category.name ) }
		</Button>
	);
}

/** A category: a square of its colour and its name; the critical one says so. */
export function CategoryMark( { category: { name, color, critical } }: {
	category: Pick< StaffCategory, 'name' | 'color' | 'critical' >;
} ) {
	return (
		<span className={ `aaia-category${ critical ? ' is-critical' : '' }` }>
			<i style={ { background: color } } aria-hidden="true" />
			<bdi>{ name }</bdi>
			{ critical && <b title={ __( 'Critical', 'aaia-chatbot' ) }>
				<span aria-hidden="true">!</span>
				<span className="screen-reader-text">{ __( 'Critical', 'aaia-chatbot' ) }</span>
			</b> }
		</span>
	);
}
