<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** Phrases of the built-in assistant. The comment of a case describes its placeholders. */
enum Phrase {

	case Hello;
	case Welcome;
	case Goodbye;
	case NotAPerson;
	case WhoIAm;
	case GoOn;
	case AsYouWish;
	case SayItAgain;
	case NotFound;
	/** %s: a part of the question, as asked. */
	case PartNotFound;
	case Yes;
	case No;
	/** %s: a country. */
	case NotListed;
	case SorryNoHelp;
	case LooksTechnical;
	case NeedsAPerson;
	case CanPassOn;
	case CanAskToContact;
	/** %s: the button's name. */
	case UseButton;
	/** %s: the button's name. */
	case UseButtonToBeContacted;
	/** %s: the button's name. */
	case MoreHelp;
	case AlreadyTold;
	case Added;
	case LeaveAddress;
	case AddressKept;
	case Saved;
	/** %s: the button's name. */
	case Declined;
	/** %s: the button's name. */
	case NotPassedOn;
	/** %s: the title of a page. */
	case OtherLanguage;
	/** %1$s: the title of a page, %2$s: the name of a language. */
	case PageLanguage;
	/** The button under every answer; must match the label in the panel. */
	case ButtonName;
}
