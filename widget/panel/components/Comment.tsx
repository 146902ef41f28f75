/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import { Field, FormCard } from './FormCard';

interface CommentProps {
	/** Id of the message. */
	message: string;
	/** Longest comment, in characters. */
	limit: number;
	onComment: ( text: string ) => void;
	onCancel: () => void;
}

/** Asks why an answer helped or did not. */
export function Comment( { message, limit, onComment, onCancel }: CommentProps ) {
	return (
		<FormCard
			id={ `comment-${ message }` } title={ __( 'Your comment (optional)', 'aaia-chatbot' ) }
			confirm={ __( 'Send comment', 'aaia-chatbot' ) }
			onConfirm={ ( value ) => onComment( value( 'comment' ) ) } onCancel={ onCancel }
		>
			<Field id={ `comment-${ message }-text` } name="comment" label={ __( 'What was good or bad?', 'aaia-chatbot' ) } max={ limit } />
		</FormCard>
	);
}
