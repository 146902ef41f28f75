<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Operations;

use Aaia\Chatbot\Operations\RecentProblems;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\TestCase;

final class RecentProblemsTest extends TestCase {

	public function test_problems_are_kept_newest_first_each_once_and_shown_in_site_health(): void {
		$problems = new RecentProblems( new SystemClock() );
		$problems->record( 'error', 'The mailer is down.' );
		$problems->record( 'error', "The disk\nis full." );
		$problems->record( 'error', 'The mailer is down.' );
		$this->assertSame( [], $problems->all(), 'Nothing is written before the request is over.' );
		$problems->write();
		$problems->record( 'error', 'The disk is full.' );
		$problems->write();
		$this->assertSame( [ 'The disk is full.', 'The mailer is down.' ], array_column( $problems->all(), 'sentence' ) );
		$shown = $problems->add_to_site_health( [] )['aaia-chatbot'];
		$this->assertIsArray( $shown );
		$this->assertSame( 'The disk is full.', $shown['fields']['problem_0']['value'] );
	}

	public function test_only_the_last_fifty_are_kept(): void {
		$problems = new RecentProblems( new SystemClock() );
		for ( $i = 0; $i < 60; $i++ ) {
			$problems->record( 'error', "Problem $i." );
		}
		$problems->write();
		$this->assertCount( 50, $problems->all() );
		$this->assertSame( 'Problem 59.', $problems->all()[0]['sentence'] );
	}
}
