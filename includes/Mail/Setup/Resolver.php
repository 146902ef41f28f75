<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Setup;

defined( 'ABSPATH' ) || exit;

/** Asks the domain name system. */
interface Resolver {

	/**
	 * TXT records of a name.
	 *
	 * @return ?list<string> Null when nothing could be learnt; empty when there are none.
	 */
	public function txt( string $name ): ?array;
}
