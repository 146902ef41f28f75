<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\SearchQueryBuilder;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Tests\TestCase;

final class SearchQueryBuilderTest extends TestCase {

	public function test_a_question_for_the_place_is_expanded_by_words_of_addresses(): void {
		self::assertSame( 'Where are you? address street find us contact shop located', $this->words( 'Where are you?' ) );
		self::assertSame( 'Où êtes-vous ? adresse rue nous trouver contact magasin accès', $this->words( 'Où êtes-vous ?' ) );
	}

	public function test_other_questions_are_not_expanded(): void {
		self::assertSame( 'How much is a puncture repair?', $this->words( 'How much is a puncture repair?' ) );
		self::assertSame( 'Can I change my delivery address?', $this->words( 'Can I change my delivery address?' ) );
		self::assertSame(
			'Where is the town of your birth in the process of moving?',
			$this->words( 'Where is the town of your birth in the process of moving?' ),
		);
	}

	public function test_parking_and_returns_are_expanded_by_words_of_pages(): void {
		self::assertSame( 'can I park near your shop parking spaces car park', $this->words( 'can I park near your shop' ) );
		self::assertSame(
			'peut-on se garer près du magasin ? stationnement places parking',
			$this->words( 'peut-on se garer près du magasin ?' ),
		);
		self::assertSame( 'Puis-je rendre un casque ? retour retourner', $this->words( 'Puis-je rendre un casque ?' ) );
		self::assertSame( 'Can I send the boots back? return returned', $this->words( 'Can I send the boots back?' ) );
		foreach ( [
			'Comment se rendre compte d’une fuite ?',
			'Où est la gare ?',
			'National parks of Wales',
			'Comment rendre compte d’un mandat ?',
		] as $question ) {
			self::assertSame( $question, $this->words( $question ) );
		}
	}

	public function test_a_follow_up_is_completed_from_the_visitors_previous_question(): void {
		$history = [ new ChatMessage( 'user', 'How much is delivery to Belgium?' ), new ChatMessage( 'assistant', 'Delivery costs 8 €.' ) ];

		self::assertSame(
			'How much is delivery to to Switzerland?',
			(string) preg_replace( '/ +/', ' ', $this->words( 'And to Switzerland?', $history ) ),
		);
		self::assertSame( 'Do you sell tents?', $this->words( 'Do you sell tents?', $history ) );
	}

	/** @param list<ChatMessage> $history */
	private function words( string $question, array $history = [] ): string {
		return ( new SearchQueryBuilder() )->build( $question, $history, 'en' );
	}
}
