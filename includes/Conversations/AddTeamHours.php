<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Office hours and holidays of a team, as JSON lists of lines; null where it has those of the site. */
final class AddTeamHours implements Migration {

	public function version(): int {
		return 341;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->add_column( 'teams', 'hours', 'TEXT NULL' );
		$schema->add_column( 'teams', 'holidays', 'TEXT NULL' );
	}
}
