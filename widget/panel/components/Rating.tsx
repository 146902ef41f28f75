/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import { textOf } from '../../../src/message-parts';
import type { VisitorMessage as Message } from '../../../src/wire/wire';
import type { Controller } from '../controller';
import { markdownReader } from '../markdown-reader';
import { IconButton } from './IconButton';
import { Pure } from './Pure';

interface RatingProps {
	message: Message;
	controller: Controller;
	/** Whether the owner asks for ratings. */
	ratings: boolean;
	/** Longest comment, in characters. */
	limit: number;
}

interface RatingState {
	/** The comment's form is open, or its words were sent. */
	comment: 'none' | 'asked' | 'thanked';
	copied: boolean;
}

/** "Copied" is shown this long. */
const COPIED_MS = 2_000;

function reveal( element: HTMLElement | null ): void {
	element?.scrollIntoView( { block: 'nearest' } );
}

/** The form that had the keyboard is gone. */
function focus( element: HTMLElement | null ): void {
	element?.focus();
}

/** What can be done with a finished answer: copy it, say whether it helped, and why. */
export class Rating extends Pure< RatingProps, RatingState > {
	public override state: RatingState = { comment: 'none', copied: false };

	#copy = async (): Promise< void > => {
		try {
			await navigator.clipboard.writeText( markdownReader().plain( textOf( this.props.message.parts ) ) );
			this.setState( { copied: true } );
			setTimeout( () => this.setState( { copied: false } ), COPIED_MS );
		} catch {
			// The browser refuses the clipboard: the text can still be selected.
		}
	};

	#rate = async ( value: 'up' | 'down' ): Promise< void > => {
		const { message, controller } = this.props;
		const taken = message.metadata.rating === value;
		this.setState( { comment: taken ? 'none' : 'asked' } );
		if ( ! ( await controller.rate( message.id, taken ? null : value ) ) ) {
			this.setState( { comment: 'none' } );
		}
	};

	#comment = async ( event: SubmitEvent ): Promise< void > => {
		event.preventDefault();
		const { message, controller } = this.props;
		const text = String( new FormData( event.target as HTMLFormElement ).get( 'comment' ) ).trim();
		if ( ! text || ( await controller.rate( message.id, message.metadata.rating, text ) ) ) {
			this.setState( { comment: 'thanked' } );
		}
	};

	public override render() {
		const { message: { id, metadata: { rating } }, ratings, limit } = this.props;
		const { comment, copied } = this.state;
		const thumb = ( value: 'up' | 'down', label: string ) => (
			<IconButton icon="thumb" class={ `tool ${ value }` } label={ label } aria-pressed={ rating === value } onClick={ () => this.#rate( value ) } />
		);
		return (
			<div class="tools" part="answer-tools">
				<IconButton icon={ copied ? 'done' : 'copy' } label={ copied ? __( 'Copied', 'aaia-chatbot' ) : __( 'Copy answer', 'aaia-chatbot' ) } onClick={ this.#copy } />
				{ ratings && thumb( 'up', __( 'Helpful', 'aaia-chatbot' ) ) }
				{ ratings && thumb( 'down', __( 'Not helpful', 'aaia-chatbot' ) ) }
				{ comment === 'asked' && rating && (
					<form class="comment" ref={ reveal } onSubmit={ this.#comment }>
						<label for={ `comment-${ id }` }>{ rating === 'up' ? __( 'What was good? (optional)', 'aaia-chatbot' ) : __( 'What was wrong? (optional)', 'aaia-chatbot' ) }</label>
						<textarea id={ `comment-${ id }` } name="comment" rows={ 2 } maxLength={ limit } dir="auto" />
						<button class="button">{ __( 'Send comment', 'aaia-chatbot' ) }</button>
					</form>
				) }
				{ comment === 'thanked' && rating && <span class="small thanks" tabIndex={ -1 } ref={ focus }>{ __( 'Thank you!', 'aaia-chatbot' ) }</span> }
			</div>
		);
	}
}
