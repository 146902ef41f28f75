<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Builtin;

use Aaia\Chatbot\Llm\Builtin\Intent;
use Aaia\Chatbot\Llm\Builtin\IntentDetector;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

final class IntentDetectorTest extends TestCase {

	/** @return iterable<string, array{Intent, string}> */
	public static function messages(): iterable {
		$said = [
			[
				Intent::Greeting,
				[
					'Bonjour !', 'bonjour madame', 'Hello there', 'Bonjour, comment allez-vous ?', 'j’ai une question',
					'can you help me?', 'BONJOUR', 'bonojur',
				],
			],
			[ Intent::Thanks, [ 'Merci beaucoup pour votre aide', 'thx a lot', 'Thank you so much!', 'super merci' ] ],
			[ Intent::Goodbye, [ 'au revoir et merci', 'bye bye', 'Bonne journée' ] ],
			[ Intent::Agrees, [ 'oui', 'yes please', 'Oui merci', 'ok' ] ],
			[ Intent::Declines, [ 'non merci', 'no thanks', 'non' ] ],
			[
				Intent::AreYouHuman,
				[
					'es-tu un robot ?', 'Are you a robot?', 'are you human', 'Est-ce que je parle à un humain ?',
					'Vous êtes une vraie personne ?', 'Am I talking to a real person or a bot?',
				],
			],
			[ Intent::WhoAreYou, [ 'Qui êtes-vous ?', 'who are you?', 'what can you do', 'Que peux-tu faire pour moi ?' ] ],
			[
				Intent::WantsPerson,
				[
					'Je veux parler à un humain', 'je voudrais parlé a quelqun svp', 'un humain svp',
					'Puis-je parler à un conseiller ?', 'CONSEILLER', 'I want to talk to a person', 'can I speak with somone?',
					'agent', 'Get me a real human', 'J’aimerais être mis en relation avec un conseiller',
					'Bonjour, est-il possible d’avoir quelqu’un au téléphone ?',
					'I’d like to be connected to customer service', 'je veux un humain', 'Je veux parler a un conseiler',
				],
			],
			[
				Intent::WantsContact,
				[
					'Pouvez-vous me rappeler ?', 'rappelez moi au 06 12 34 56 78', '06 12 34 56 78', 'Please call me back',
					'my email is bob@example.com', 'bob@example.com', 'Can someone call me tomorrow?',
					'j’aimerais être recontacté demain', '+33 6 12 34 56 78',
				],
			],
			[
				Intent::Frustrated,
				[
					'c’est nul votre truc', 'putain ça marche pas', 'This is useless', 'you don’t understand me',
					'ras le bol de ce robot', 'what the fuck',
				],
			],
			[
				Intent::TechnicalProblem,
				[
					'Le site est en panne', 'mon paiement a échoué', 'Je n’arrive pas à me connecter',
					'The site is broken, my payment fails', 'my card was declined at checkout', 'erreur 500 sur la page',
					'I can’t log in',
				],
			],
			[
				Intent::BeyondScope,
				[
					'Annulez ma commande', 'Je veux annuler ma commande 12345', 'cancel my order please', 'write my thesis',
					'Écris-moi un poème', 'Remboursez-moi', 'I want to change my delivery address',
				],
			],
			[
				Intent::Question,
				[
					'Quels sont vos horaires d’ouverture ?', 'Quel est le prix par personne ?', 'Do you deliver to Belgium?',
					'Combien coûte la livraison ?', 'horaires', 'opening hours', 'Livrez-vous en Suisse ?',
					'je cherche un support pour vélo', 'I have lost my receipt', 'مرحبا كيف حالك', 'personne handicapée',
					'Qui doit signer le contrat de location ?', 'Conditions de retour', 'Puis-je payer par carte ?',
					'Je voudrais commander un gâteau pour 12 personnes', 'Where can I buy a shirt?', 'Commande 123456789',
					'Est-ce que la boutique est ouverte le 12/11/2026 ?', 'Qui était le maire de Shanghai en 2010 ?',
				],
			],
			[ Intent::Unclear, [ '???', '👍', '   ', "\xff\xfe", '42' ] ],
		];
		foreach ( $said as [ $intent, $messages ] ) {
			foreach ( $messages as $message ) {
				yield $intent->name . ': ' . rawurlencode( $message ) => [ $intent, $message ];
			}
		}
	}

	#[DataProvider( 'messages' )]
	public function test_a_message_is_understood( Intent $intent, string $message ): void {
		self::assertSame( $intent->name, ( new IntentDetector() )->detect( $message )->intent->name, $message );
	}

	/** @return iterable<array{string}> */
	public static function questions_about_what_needs_a_person(): iterable {
		yield [ 'Comment annuler ma commande ?' ];
		yield [ 'Can I cancel my order?' ];
		yield [ 'where is my order?' ];
		yield [ 'Bonjour, je voudrais savoir comment modifier mon adresse' ];
		yield [ 'Que faire si mon paiement est refusé ?' ];
		yield [ 'Comment contacter le service client ?' ];
	}

	#[DataProvider( 'questions_about_what_needs_a_person' )]
	public function test_a_request_in_the_form_of_a_question_may_be_answered_by_a_page( string $message ): void {
		$reading = ( new IntentDetector() )->detect( $message );

		self::assertTrue( $reading->intent->needs_person() );
		self::assertTrue( $reading->is_question );
	}

	public function test_an_explicit_request_for_a_person_is_one_even_as_a_question(): void {
		self::assertFalse( ( new IntentDetector() )->detect( 'Est-ce que je peux parler à quelqu’un ?' )->is_question );
	}

	#[Group( 'hostile' )]
	public function test_the_longest_message_allowed_is_handled_like_others(): void {
		self::assertSame(
			( new IntentDetector() )->detect( 'Les prix ?' )->intent,
			( new IntentDetector() )->detect( str_repeat( 'les prix ', 1000 ) . str_repeat( 'é', 4000 ) )->intent,
		);
		self::assertSame( PREG_NO_ERROR, preg_last_error() );
	}
}
