<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

/** The kind of event that makes a rule's condition be evaluated. */
enum Trigger: string {

	/** A person is requested by the button or `send_support_email`. */
	case Support = 'support';
	/** A message contains a word, phrase or pattern of a rule. */
	case Keyword = 'keyword';
	/** A visitor left an address or a number, or asks to be contacted. */
	case Contact = 'contact';
	/** An answer or a conversation was rated badly. */
	case Rating  = 'rating';
	/** A visitor swears, shouts, asks the same again, or was not helped twice in a row. */
	case Frustration = 'frustration';
	/** A conversation is put into a category. */
	case Category = 'category';
}
