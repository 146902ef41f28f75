<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Insights;

use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\Limit;
use Aaia\Chatbot\Conversations\LimitService;
use Aaia\Chatbot\Http\Capability;

/** What visitors ask again and again, by week. */
final class ThemesTest extends InsightsTestCase {

	public function test_like_questions_of_the_weeks_come_together_and_open_their_conversations(): void {
		$this->clock->set( '2026-03-02 09:00:00' );
		$this->says( 'How do I return a broken lamp?' );
		$this->says( 'Return of a broken lamp' );
		$this->says( 'Where can I park?' );
		$this->clock->set( '2026-03-18 09:00:00' );
		$last = $this->says( 'I want to return my broken lamp' );
		$this->says( 'Opening hours on Sunday?' );
		$this->says( 'What are the opening hours on Sunday?' );
		$this->count_all();
		$this->sign_in();

		$themes = $this->themes();
		self::assertSame( [ '2026-02-23', '2026-03-02', '2026-03-09', '2026-03-16' ], $themes['weeks'] );
		self::assertSame( [ 3, 2 ], array_column( $themes['items'], 'count' ), 'What was asked once is no theme.' );
		self::assertSame( [ [ 0, 2, 0, 1 ], [ 0, 0, 0, 2 ] ], array_column( $themes['items'], 'weeks' ) );
		self::assertStringContainsString( 'broken lamp', $themes['items'][0]['name'] );
		$query = '?archived=any&from=2026-03-01&to=2026-03-20&figure=' . $themes['items'][0]['figure'];
		self::assertSame(
			[ 'I want to return my broken lamp', 'Return of a broken lamp', 'How do I return a broken lamp?' ],
			$this->listed( $query )
		);

		$this->services->get( ConversationService::class )->erase( $last->conversation );
		self::assertSame( [ 2, 2 ], array_column( $this->themes()['items'], 'count' ), 'What is erased is gone at once.' );
	}

	public function test_who_may_not_see_a_conversation_sees_none_of_its_words(): void {
		$ana    = $this->sign_in();
		$secret = $this->says( 'My password is forgotten' );
		$this->says( 'The password is forgotten' );
		$this->says( 'Password forgotten' );
		$this->services->get( LimitService::class )->limit( $secret->conversation->id, new Limit( null, 'administrator' ), $ana->ID );
		$this->count_all();
		self::assertSame( [ 3 ], array_column( $this->themes()['items'], 'count' ) );

		$bob = $this->user( 'editor' );
		$bob->add_cap( Capability::View->value );
		wp_set_current_user( $bob->ID );
		self::assertSame( [ [ 2, 'The password is forgotten' ] ], array_map(
			static fn( array $theme ): array => [ $theme['count'], $theme['name'] ],
			$this->themes()['items'],
		) );
	}

	/** @return array<string, mixed> */
	private function themes(): array {
		return $this->rest( 'GET', '/insights/themes?from=2026-03-01&to=2026-03-20' )->get_data();
	}
}
