<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\SearchQueryBuilder;
use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use PHPUnit\Framework\Attributes\DataProvider;

/** The built-in assistant on a real index: which questions sites of one to eight pages answer, and which they do not. */
final class AnswersFromIndexTest extends KnowledgeTestCase {

	private const PAGES = [
		'delivery' => [
			'Delivery',
			'We deliver to France, Belgium and Switzerland within 3 working days. Delivery costs 4.90 euros and is free from 60 euros.',
		],
		'returns'  => [
			'Returns',
			'You may return an unused item within 30 days. Boots that were worn outside cannot be returned. Refunds take 5 working days.',
		],
		'about'    => [
			'About us',
			'The shop was founded by two sisters in 2011. Today we are eleven people: four in the workshop and seven in the shop.',
		],
		'contact'  => [ 'Contact', 'Two parking spaces are in front of the shop. Metro line C, station Croix-Rousse.' ],
		'vat'      => [ 'Invoices', 'For a company, give the VAT number before paying: it cannot be added afterwards.' ],
		'hours'    => [
			'Opening hours',
			'Tuesday to Friday: 9:30 a.m. to 7 p.m. Saturday: 10 a.m. to 6 p.m. The online shop stays open at night.',
		],
		'retours'  => [
			'Retours',
			'Vous pouvez retourner un article non utilisé sous 30 jours. Les casques dont le sceau est brisé ne sont pas repris.',
			'fr',
		],
		'acces'    => [ 'Venir au magasin', 'Deux places de stationnement se trouvent devant le magasin.', 'fr' ],
	];

	/** @return iterable<string, array{list<string>, string, string}> Pages, question, words of the answer. */
	public static function answered(): iterable {
		foreach ( [ [ 'delivery', 'returns' ], array_keys( self::PAGES ) ] as $pages ) {
			foreach ( [
				'How much does delivery cost?' => '4.90', 'how long does delivery take' => '3 working days',
				'do you deliver to Belgium' => 'Belgium', 'can I return boots' => 'Boots',
				'how long do refunds take' => '5 working days', 'when must I return an item' => '30 days',
			] as $question => $words ) {
				yield count( $pages ) . ": {$question}" => [ $pages, $question, $words ];
			}
		}
		foreach ( [
			'how many people work for you' => 'eleven', 'when was the shop founded' => '2011',
			'can I park near your shop' => 'parking spaces', 'Puis-je rendre un casque ?' => 'casques dont le sceau',
			'y a-t-il un parking' => 'places de stationnement', 'Where can I park?' => 'parking spaces',
		] as $question => $words ) {
			yield $question => [ array_keys( self::PAGES ), $question, $words ];
		}
	}

	/** @param list<string> $pages */
	#[DataProvider( 'answered' )]
	public function test_questions_a_page_answers_are_answered( array $pages, string $question, string $words ): void {
		$answer = $this->answer( $pages, $question );

		self::assertFalse( $answer->refused(), $answer->text() );
		self::assertStringContainsString( $words, $answer->text() );
	}

	/** @return iterable<string, array{list<string>, string}> */
	public static function refused(): iterable {
		foreach ( [ [ 'delivery' ], [ 'delivery', 'returns' ], array_keys( self::PAGES ) ] as $pages ) {
			foreach ( [
				'do you deliver to Grenoble', 'do you sell skateboards', 'what is the capital of Japan',
				'do you have a student discount', 'can I pay by cheque', 'is there a warranty on tents', 'how do I bake bread',
				'do you repair boots', 'how old is the owner', 'what is your VAT number', 'when did you open',
				'vendez-vous des trottinettes ?',
			] as $question ) {
				yield count( $pages ) . ": {$question}" => [ $pages, $question ];
			}
		}
	}

	/** @param list<string> $pages */
	#[DataProvider( 'refused' )]
	public function test_questions_no_page_answers_are_refused( array $pages, string $question ): void {
		$answer = $this->answer( $pages, $question );

		self::assertTrue( $answer->refused(), $answer->text() );
	}

	/** @param list<string> $pages */
	private function answer( array $pages, string $question ): Answer {
		foreach ( $pages as $page ) {
			[ $title, $text, $language ] = self::PAGES[ $page ] + [ 2 => 'en' ];
			$this->know( $page, $text, $title, $language );
		}
		$language = 1 === preg_match( '/Puis-je|y a-t-il|vendez/', $question ) ? 'fr' : 'en';
		$passages = $this->services->get( IndexSearch::class )
			->search( new SearchQuery( ( new SearchQueryBuilder() )->build( $question, [], $language ), $language, 9 ) );
		return Answer::of(
			$this->services->get( ExtractiveClient::class ),
			new ChatRequest( '', [], $question, array_slice( $passages, 0, 6 ), [], [], 'fr' === $language ? 'fr_FR' : 'en_US' ),
		);
	}
}
