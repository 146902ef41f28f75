<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Builtin;

use Aaia\Chatbot\Llm\Builtin\Intent;
use Aaia\Chatbot\Llm\Builtin\IntentDetector;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Greetings, thanks, "are you a robot" and requests for a person as people type them, and messages that only look like these. */
final class SmallTalkTest extends TestCase {

	private const GREETINGS = [
		'Bonjour', 'bonjour !', 'Bonsoir', 'salut', 'Salut à tous', 'coucou', 'cc', 'slt', 'bjr', 'bsr', 'BJR', 'hello',
		'helo', 'Hellooo', 'hi', 'hii', 'heyyy', 'hey there', 'yo', 'wesh', 'slt cava', 'slt ca va ?', 'cv ?',
		'salut ça va ?',
		'bonjour ça va', 'Bonjour, comment allez-vous ?', 'comment vas-tu', 'coucou toi', 'bonjour monsieur',
		'bonjour madame', 'Bonjour l’équipe', 'rebonjour', 're', 'bonjoru', 'bnjour', 'bonjourr', 'Salutations',
		'good morning', 'Good evening!', 'gm', 'good afternoon team', 'morning', 'howdy',
		'hola', 'salut mec', 'bjr tt le monde', 'slt tlm', 'hey how ya doing', 'heya', 'bonjour mme', 'hiya', 'greetings',
		'hi there!', 'hello everyone', 'how are you?', 'how r u', 'how are you doing today', 'hows it going', 'what’s up',
		'sup', 'wassup', 'nice to meet you', 'bonjour, une question', 'j’ai une question svp', 'i have a question pls',
		'need help', 'besoin d’aide',
		'pouvez-vous m’aider ?', 'can u help me', 'hello, can you help me please?', 'Bonjour 👋', 'hi bot', 'salam',
		'allô ?', 'Bonjour, j’aurais une question',
	];

	private const NOT_GREETINGS = [
		'Bonjour, livrez-vous en Suisse ?', 'hello do you ship to Spain', 'salut c koi vos horaires',
		'hi what is your phone number', 'cc vous ouvrez a quelle heure', 'Morning shifts?', 'Good morning America tickets',
		'hey, how much is a bike', 'Salut à la voile : prix', 'slt vs etes ou', 'aide au logement',
		'question sur la garantie',
		'how are you paid', 'Hello Kitty bag', 'Bonsoir, avez-vous une table pour deux',
	];

	private const THANKS = [
		'merci', 'Merci !', 'merci bcp', 'mrc', 'mci', 'merki', 'mercii', 'merciiii', 'Merci beaucoup', 'merci bien',
		'merci à vous', 'merci à toi', 'un grand merci', 'mille mercis', 'merci infiniment', 'je vous remercie',
		'je te remercie', 'Je vous remercie beaucoup pour votre aide', 'merci pour votre réponse', 'merci pour l’info',
		'ok merci', 'ok mrc', 'super merci', 'parfait merci', 'génial merci', 'nickel', 'top merci', 'c’est parfait',
		'c’est gentil', 'merci c gentil', 'ok super', 'd’accord merci', 'dac merci', 'bien reçu merci', 'thanks', 'thx',
		'tnx', 'thnx', 'ty', 'tysm', 'thank you', 'thank u', 'thankyou', 'thanks a lot', 'thanks a million', 'thanks so much',
		'many thanks',
		'thanks for your time', 'thank you kindly', 'cimer', 'je vs remercie', 'big thanks', 'merci pour tout',
		'thank you very much', 'thank you so much for your help', 'cheers', 'cheers mate', 'ok thanks', 'great thanks',
		'perfect, thank you', 'awesome', 'that helps', 'that was helpful', 'much appreciated', 'appreciate it', 'u r great',
		'thanks for the info', 'thnaks', 'thansk', 'mersi', 'merci 🙏', 'got it thanks', 'cool merci',
	];

	private const NOT_THANKS = [
		'merci de me donner vos horaires', 'Merci d’indiquer le prix de la livraison', 'thanks but do you ship to Spain?',
		'thank you cards', 'carte de remerciement', 'Merci de ne pas fumer : où ?', 'parfait, et le prix ?',
		'great, how much is it', 'top case pour vélo', 'super 8 film', 'cool box price', 'thanks, when do you open',
		'merci pour vos tarifs de location svp',
	];

	private const ROBOT = [
		'es-tu un robot ?', 'es tu un robot', 't’es un robot ?', 't un robot ?', 'tu es un robot', 'êtes-vous un robot ?',
		'etes vous un robot', 'vous êtes un robot ?', 'c’est un robot ?', 'c un robot ?', 'c un bot ?', 't’es un bot',
		'tes un bot ?', 'es-tu humain ?', 'êtes-vous humain ?', 't humain ?', 'tu es une vraie personne ?',
		'vous êtes une vraie personne ?', 'es-tu une ia ?', 't une ia ?', 'vous êtes une IA ?',
		'êtes-vous une intelligence artificielle ?', 'suis-je en train de parler à un robot ?',
		'je parle à un robot là ?', 'jparle a un robot ?', 'est-ce que je parle à une vraie personne ?',
		'est-ce que je parle à un humain', 'robot ou humain ?', 'un robot ou un humain ?', 'es tu chatgpt ?',
		'tu es ChatGPT ?', 'y a-t-il un humain derrière ?', 'c’est une réponse automatique ?',
		'est ce que tu es un robot', 'est-ce que vous êtes un robot ?', 'bonjour, êtes-vous un robot ?',
		'vous êtes réel ?',
		'are you a robot?', 'are you a bot', 'r u a bot', 'r u a robot?', 'are u human', 'are you human?', 'ru human',
		'are you real', 'are you a real person?', 'are you an actual human', 'is this a bot', 'is this a real person',
		'am I talking to a robot?', 'am i speaking to a human', 'am i chatting with a bot', 'u a bot?',
		'you’re a bot right', 'you are an AI', 'are you chatgpt', 'are you an ai?', 'are you AI or human', 'bot or human?',
		'human or robot',
		'vous êtes un vrai conseiller ?', 't’es une machine ou quoi', 'is there a human behind this',
		'êtes vous un automate', 'so you’re just a bot?', 'jsuis avec un robot la ?', 'are you some kind of AI?',
		'is anyone human here', 'are you a machine', 'is this automated?', 'hi, are you a robot?', 'are yuo a robot',
	];

	private const NOT_ROBOT = [
		'Vendez-vous des robots de cuisine ?', 'quel est le prix du robot tondeuse', 'Do you sell robots?',
		'robot vacuum warranty', 'le robot est-il garanti ?', 'Is this a real leather bag?',
		'are you a member of the federation', 'êtes-vous une entreprise française ?', 'Is this person a doctor',
		'human resources contact', 'vous êtes ouverts ?', 'est-ce un vrai cuir ?', 'are you real estate agents',
		'is this machine washable', 'c’est une machine à café ?', 'avez-vous des robots de piscine',
		'are you open to human visitors',
	];

	private const PERSON = [
		'je veux parler à quelqu’un', 'jveux parler a qqn', 'jveu parler a qqn', 'je ve parler a qqun',
		'jvoudrais parler à un conseiller', 'j’voudrais parler a quelqu1', 'je voudrais parler à un humain svp',
		'parler à un humain', 'un humain svp', 'humain svp', 'je veux un humain', 'je veux un conseiller',
		'passez-moi un conseiller', 'passe moi qqn', 'passez moi un humain', 'conseiller', 'conseillé svp', 'agent',
		'opérateur',
		'j’aimerais échanger avec une personne', 'puis-je parler à une vraie personne ?',
		'est-ce possible d’avoir quelqu’un ?', 'est-ce que je peux parler à quelqu’un', 'il y a quelqu’un ?',
		'y a qqn ?', 'ya quelqu’un ?', 'mettez-moi en relation avec un agent',
		'je souhaite être mis en relation avec un conseiller', 'je préfère parler à une personne',
		'besoin de parler à quelqu’un', 'jai besoin de parler a qqn', 'je veux parler au service client',
		'service client svp', 'je veux parler au SAV',
		'je veux parler à un responsable', 'peux-tu me passer un humain', 'un vrai humain stp', 'pas un robot svp',
		'je ne veux pas parler à un robot', 'jveu pa parler a un robot',
		'Bonjour, je souhaiterais parler avec un conseiller', 'parler a un conseiler', 'contacter un conseiller',
		'je cherche à joindre quelqu’un de votre équipe',
		'speak to a human pls', 'speak to a human', 'talk to a human', 'talk 2 a human', 'i wanna talk to someone',
		'i want to talk to a person', 'I want 2 speak to someone', 'can i speak to someone', 'can i talk to a real person',
		'could I speak with a representative please', 'let me talk to a human', 'human please', 'human pls',
		'real person plz', 'agent please', 'live agent', 'representative', 'get me a human', 'connect me to an agent',
		'transfer me to a person', 'put me through to someone',
		'passez moi votre chef', 'donnez moi un humain', 'il me faut un conseiller', 'vous pouvez me passer quelqu’un ?',
		'speak with manager', 'talk to real person', 'get me your supervisor', 'is there someone I can talk to?',
		'i need a human', 'I need to speak to someone', 'need to talk to some1', 'is anyone there', 'can someone help me',
		'i’d like to speak to an advisor', 'may I talk to your manager', 'I would like to talk to customer service',
		'customer service', 'talk to suport', 'speek to a human', 'speak to a humna', 'not a bot please',
		'i don’t want to talk to a bot', 'I’d rather chat with a person', 'can I chat with a live person',
		'gimme a human', 'operator', 'i want to contact support', 'Hello, can I please talk to somebody?',
	];

	private const NOT_PERSON = [
		'comment devenir conseiller ?', 'Comment devenir agent immobilier', 'devenir conseiller en assurance',
		'formation de conseiller funéraire', 'how to become an agent', 'how do I become an advisor',
		'salaire d’un conseiller', 'quel est le rôle d’un conseiller municipal ?', 'What does a real estate agent do?',
		'agent de nettoyage pour vélo', 'cleaning agent price', 'je cherche un support de téléphone',
		'phone support bracket', 'support mural tv', 'Prix par personne',
		'combien de personnes travaillent chez vous ?', 'How many people can sit', 'table pour une personne',
		'personne à mobilité réduite', 'a bike for a tall person', 'droits humains', 'human hair wigs',
		'le conseiller du salarié peut-il m’assister ?', 'Où trouver un conseiller conjugal ?',
		'carte d’agent de sécurité', 'an agent for my visa', 'someone stole my bike, is it insured',
		'quelqu’un a volé mon vélo', 'is the manager’s special still on', 'quel conseiller choisir pour mon épargne',
		'do you have human-sized mirrors', 'speaker support for wall', 'service client de la banque : horaires',
		'un technicien peut-il venir demain ?', 'agents immobiliers à Lyon', 'puis-je venir avec quelqu’un ?',
		'Can I bring someone with me?', 'acheter pour quelqu’un d’autre', 'can I buy a gift for someone',
		'responsable de traitement des données', 'qui est le responsable du magasin ?', 'who is the manager of the shop',
		'opérateur de téléphonie mobile', 'devenir opérateur', 'personal trainer price',
	];

	/** @return iterable<string, array{Intent, string}> */
	public static function meant(): iterable {
		foreach ( [
			[ Intent::Greeting, self::GREETINGS ],
			[ Intent::Thanks, self::THANKS ],
			[ Intent::AreYouHuman, self::ROBOT ],
			[ Intent::WantsPerson, self::PERSON ],
		] as [ $intent, $messages ] ) {
			foreach ( $messages as $message ) {
				yield $intent->name . ': ' . $message => [ $intent, $message ];
			}
		}
	}

	#[DataProvider( 'meant' )]
	public function test_small_talk_is_detected( Intent $intent, string $message ): void {
		self::assertSame( $intent->name, ( new IntentDetector() )->detect( $message )->intent->name );
	}

	/** @return iterable<string, array{Intent, string}> */
	public static function not_meant(): iterable {
		foreach ( [
			[ Intent::Greeting, self::NOT_GREETINGS ],
			[ Intent::Thanks, self::NOT_THANKS ],
			[ Intent::AreYouHuman, self::NOT_ROBOT ],
			[ Intent::WantsPerson, self::NOT_PERSON ],
		] as [ $intent, $messages ] ) {
			foreach ( $messages as $message ) {
				yield 'no ' . $intent->name . ': ' . $message => [ $intent, $message ];
			}
		}
	}

	#[DataProvider( 'not_meant' )]
	public function test_messages_that_only_look_like_small_talk_are_questions( Intent $intent, string $message ): void {
		$reading = ( new IntentDetector() )->detect( $message );

		self::assertNotSame( $intent->name, $reading->intent->name );
		self::assertSame( Intent::Question->name, $reading->intent->name );
	}
}
