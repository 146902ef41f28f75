<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Setup;

defined( 'ABSPATH' ) || exit;

/** Reads the DNS. */
interface Resolver {

	/**
	 * TXT records of a name.
	 *
	 * @return ?list<string> Null when the query failed; empty when there are none.
	 */
	public function txt( string $name ): ?array;
}
