<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\ChatSpelling;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ChatSpellingTest extends TestCase {

	/** @return iterable<string, array{string, string, string}> */
	public static function written_out(): iterable {
		foreach ( [
			'fr' => [
				'c koi votre numéro'                     => 'quel est votre numero',
				'cb de jours pr la livraison'            => 'combien de jours pour la livraison',
				'je paie par cb ?'                       => 'je paie par carte bancaire ?',
				'vs ete ouver le samdi ?'                => 'vous etes ouvert le samedi ?',
				'cest quoi ladresse'                     => 'quel est l\'adresse',
				'ya moyen de payer'                      => 'peut-on payer',
				'il me faut 500 g et 2 c'                => 'il me faut 500 g et 2 c',
			],
			'en' => [
				'whats ur adress'                        => 'what is your address',
				'r u open 2day'                          => 'are you open today',
				'can i pay w a card'                     => 'can i pay with a card',
				'hey guys, what\'s that gonna set me back?' => 'how much does it cost?',
				'can my mate come'                       => 'can my mate come',
			],
		] as $language => $messages ) {
			foreach ( $messages as $message => $written ) {
				yield $message => [ $language, $message, $written ];
			}
		}
	}

	#[DataProvider( 'written_out' )]
	public function test_shorthand_and_colloquial_phrases_are_written_out( string $language, string $message, string $written ): void {
		self::assertSame( $written, ChatSpelling::standard( $message, $language ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function left_alone(): iterable {
		foreach ( [
			'fr' => [ 'Quels sont vos délais de livraison ?', 'La vitamine C est-elle comprise ?', 'Écrivez à c@exemple.fr' ],
			'en' => [ 'What are your opening hours?', 'Is there a U bend?', 'Do you sell R cards?', 'How much is plan B4?' ],
			'de' => [ 'Was kostet das?', 'u r' ],
		] as $language => $messages ) {
			foreach ( $messages as $message ) {
				yield $message => [ $language, $message ];
			}
		}
	}

	#[DataProvider( 'left_alone' )]
	public function test_other_messages_are_returned_as_they_are( string $language, string $message ): void {
		self::assertSame( $message, ChatSpelling::standard( $message, $language ) );
	}
}
