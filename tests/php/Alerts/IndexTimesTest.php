<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Digest\IndexTimes;
use PHPUnit\Framework\Attributes\TestWith;

/** What a summary counts is found by its time. */
final class IndexTimesTest extends AlertsTestCase {

	#[TestWith( [ 'messages', 'message_times' ] )]
	#[TestWith( [ 'conversations', 'conversation_times' ] )]
	#[TestWith( [ 'support_requests', 'request_times' ] )]
	#[TestWith( [ 'ratings', 'rating_times' ] )]
	public function test_each_table_has_its_index( string $table, string $index ): void {
		self::assertNotSame( [], $this->database->rows( 'SHOW INDEX FROM %i WHERE Key_name = %s', $this->database->table( $table ), $index ) );
	}

	public function test_the_migration_may_run_again(): void {
		( new IndexTimes() )->up( $this->database );

		self::assertCount(
			2,
			$this->database->rows( 'SHOW INDEX FROM %i WHERE Key_name = %s', $this->database->table( 'messages' ), 'message_times' ),
			'Two columns, one index.'
		);
	}
}
