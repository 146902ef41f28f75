<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Creates the tables of the figures: facts of each conversation, their sums by day and by month, and the days to count again.
 * Conversations that exist are counted by a job, newest first.
 */
final class CreateInsights implements Migration {

	public function version(): int {
		return 410;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'conversation_facts',
			[
				'conversation_id'    => 'BIGINT UNSIGNED NOT NULL',
				'audience'           => "VARCHAR(80) NOT NULL DEFAULT ''",
				'day'                => 'DATE NOT NULL',
				'weekday'            => 'TINYINT NOT NULL',
				'hour'               => 'TINYINT NOT NULL',
				'visitor'            => 'TINYINT NOT NULL',
				'previous'           => 'DATE NULL',
				'channel'            => 'VARCHAR(20) NOT NULL',
				'language'           => 'VARCHAR(8) NOT NULL',
				'page'               => 'VARCHAR(190) NOT NULL',
				'category_id'        => 'BIGINT UNSIGNED NULL',
				'team_id'            => 'BIGINT UNSIGNED NULL',
				'agent_id'           => 'BIGINT UNSIGNED NULL',
				'outcome'            => 'VARCHAR(12) NOT NULL',
				'asked_again'        => 'TINYINT NOT NULL',
				'escalated'          => 'TINYINT NOT NULL',
				'answered_alone'     => 'TINYINT NOT NULL',
				'resolved'           => 'TINYINT NOT NULL',
				'visitor_messages'   => 'INT NOT NULL',
				'assistant_messages' => 'INT NOT NULL',
				'agent_messages'     => 'INT NOT NULL',
				'refused'            => 'INT NOT NULL',
				'up'                 => 'INT NOT NULL',
				'down'               => 'INT NOT NULL',
				'score'              => 'TINYINT NULL',
				'reply'              => 'INT NULL',
				'reply_open'         => 'INT NULL',
				'resolution'         => 'INT NULL',
				'resolution_open'    => 'INT NULL',
			],
			[ 'PRIMARY KEY  (conversation_id)', 'KEY facts_day (day, conversation_id)' ]
		);
		$schema->create(
			'daily_figures',
			[
				'span'               => 'CHAR(1) NOT NULL',
				'dimension'          => 'VARCHAR(20) NOT NULL',
				'day'                => 'DATE NOT NULL',
				'slice_key'          => 'CHAR(16) NOT NULL',
				'audience'           => "VARCHAR(80) NOT NULL DEFAULT ''",
				'slice'              => "VARCHAR(190) NOT NULL DEFAULT ''",
				'conversations'      => 'BIGINT NOT NULL DEFAULT 0',
				'visitor_messages'   => 'BIGINT NOT NULL DEFAULT 0',
				'assistant_messages' => 'BIGINT NOT NULL DEFAULT 0',
				'agent_messages'     => 'BIGINT NOT NULL DEFAULT 0',
				'refused'            => 'BIGINT NOT NULL DEFAULT 0',
				'confirmed'          => 'BIGINT NOT NULL DEFAULT 0',
				'silent'             => 'BIGINT NOT NULL DEFAULT 0',
				'contradicted'       => 'BIGINT NOT NULL DEFAULT 0',
				'handled'            => 'BIGINT NOT NULL DEFAULT 0',
				'escalated'          => 'BIGINT NOT NULL DEFAULT 0',
				'answered_alone'     => 'BIGINT NOT NULL DEFAULT 0',
				'resolved'           => 'BIGINT NOT NULL DEFAULT 0',
				'up'                 => 'BIGINT NOT NULL DEFAULT 0',
				'down'               => 'BIGINT NOT NULL DEFAULT 0',
				'scores'             => 'BIGINT NOT NULL DEFAULT 0',
				'score_sum'          => 'BIGINT NOT NULL DEFAULT 0',
				'amount'             => 'BIGINT NOT NULL DEFAULT 0',
			],
			[ 'PRIMARY KEY  (span, dimension, day, slice_key)' ]
		);
		$schema->create( 'figure_days', [ 'span' => 'CHAR(1) NOT NULL', 'day' => 'DATE NOT NULL' ], [ 'PRIMARY KEY  (span, day)' ] );
		$counters = $database->table( 'counters' );
		$begun    = null !== $database->value( 'SELECT conversation_id FROM %i LIMIT 1', $database->table( 'conversation_facts' ) );
		if ( $begun ) {
			return;
		}
		// Also when the tables were lost and are made again.
		$figures = new FigureRepository( $database );
		$newest  = (int) $database->value( 'SELECT MAX(id) FROM %i', $database->table( 'conversations' ) );
		$figures->set_counter(
			FigureRepository::EVENTS,
			(int) $database->value( 'SELECT value FROM %i WHERE name = %s', $counters, EventLog::COUNTER ),
		);
		$figures->set_counter( FigureRepository::EARLIER, 0 === $newest ? 0 : $newest + 1 );
		$figures->set_counter( FigureRepository::COSTS, 0 );
		$figures->set_counter( FigureRepository::ZONE, FigureRepository::zone() );
	}
}
