<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;

/** Counts of the tabs on the wire; each at most 100, which stands for "more than 99". */
final class CountsSchema {

	public static function schema(): Schema {
		return Schema::closed(
			[
				'mine'       => Schema::int( 0, 100 ),
				'unassigned' => Schema::int( 0, 100 ),
				'all'        => Schema::int( 0, 100 ),
				'unread'     => Schema::int( 0, 100 ),
			]
		)->named( 'InboxCounts' );
	}
}
