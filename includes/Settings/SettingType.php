<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Settings;

defined( 'ABSPATH' ) || exit;

/** Type of a setting's value. */
enum SettingType: string {

	case Bool   = 'bool';
	case Int    = 'int';
	/** One line of text. */
	case Line   = 'line';
	/** Text of several lines. */
	case Text   = 'text';
	/** One of the definition's choices. */
	case Choice = 'choice';
	/** A list of texts, typed one a line: nothing but line breaks separates them. */
	case Lines  = 'lines';
	/** One e-mail address, or empty. */
	case Email  = 'email';
	/** A list of e-mail addresses. */
	case Emails = 'emails';
	/** An http or https address, or empty. */
	case Url    = 'url';
	/** `#rrggbb`. */
	case Color  = 'color';
	/** A key or password: stored encrypted, shown masked. */
	case Secret = 'secret';
}
