<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** English phrases of the built-in assistant; also the source text for translations. */
final class EnglishPhrases {

	/** Returns a phrase in WordPress's current language, or in English where there is no translation. */
	public static function translated( Phrase $phrase ): string {
		return match ( $phrase ) {
			Phrase::Hello                  => __(
				'Hello! Ask me a question, and I’ll look for the answer on this site.',
				'aaia-chatbot',
			),
			Phrase::Welcome                => __( 'You’re welcome! Is there anything else I can help you with?', 'aaia-chatbot' ),
			Phrase::Goodbye                => __( 'Goodbye, and see you soon!', 'aaia-chatbot' ),
			Phrase::NotAPerson             => __(
				'I’m an automatic assistant, not a person: I answer from this site’s pages.',
				'aaia-chatbot',
			),
			Phrase::WhoIAm                 => __(
				'I’m this site’s automatic assistant. I look for answers in its pages and show you where they come from. When I don’t know, a person can take over.',
				'aaia-chatbot',
			),
			Phrase::GoOn                   => __( 'Sure. What would you like to know?', 'aaia-chatbot' ),
			Phrase::AsYouWish              => __( 'OK. I’m here if you have another question.', 'aaia-chatbot' ),
			Phrase::SayItAgain             => __( 'I didn’t quite understand. Could you ask your question in a few words?', 'aaia-chatbot' ),
			Phrase::NotFound               => __( 'I didn’t find the answer to this question on the site.', 'aaia-chatbot' ),
			/* translators: %s: a part of the visitor's question. */
			Phrase::PartNotFound           => __( 'I didn’t find the answer to “%s” on the site.', 'aaia-chatbot' ),
			Phrase::Yes                    => _x( 'Yes.', 'before a sentence of the site that says so', 'aaia-chatbot' ),
			Phrase::No                     => _x( 'No.', 'before a sentence of the site that says so', 'aaia-chatbot' ),
			/* translators: %s: a country; a sentence of the site that lists others follows. */
			Phrase::NotListed              => __( 'No, %s is not on the list:', 'aaia-chatbot' ),
			Phrase::SorryNoHelp            => __( 'I’m sorry I couldn’t help you.', 'aaia-chatbot' ),
			Phrase::LooksTechnical         => __( 'This looks like a technical problem that our team needs to look at.', 'aaia-chatbot' ),
			Phrase::NeedsAPerson           => __( 'I can’t do this myself, but our team can.', 'aaia-chatbot' ),
			Phrase::CanPassOn              => __( 'I can pass your request on.', 'aaia-chatbot' ),
			Phrase::CanAskToContact        => __( 'I can ask our team to contact you.', 'aaia-chatbot' ),
			/* translators: %s: name of the button. */
			Phrase::UseButton              => __( 'To talk to a person, use the button “%s”.', 'aaia-chatbot' ),
			/* translators: %s: name of the button. */
			Phrase::UseButtonToBeContacted => __(
				'To have our team contact you, use the button “%s” and leave your e-mail address.',
				'aaia-chatbot',
			),
			/* translators: %s: name of the button. */
			Phrase::MoreHelp               => __(
				'If this doesn’t answer your question, a person can help you: use the button “%s”.',
				'aaia-chatbot',
			),
			Phrase::AlreadyTold            => __(
				'Our team already has your request: a person will answer you here.',
				'aaia-chatbot',
			),
			Phrase::Added                  => __( 'Our team has your message, and a person will answer you here.', 'aaia-chatbot' ),
			Phrase::LeaveAddress           => __(
				'If you have to go, leave your e-mail address here so that we can write to you.',
				'aaia-chatbot',
			),
			Phrase::AddressKept            => __( 'Thank you, our team has your address now.', 'aaia-chatbot' ),
			Phrase::Saved                  => __( 'Anything to add? Just write it here.', 'aaia-chatbot' ),
			/* translators: %s: name of the button. */
			Phrase::Declined               => __(
				'OK, nothing was sent. You can ask for a person at any time with the button “%s”.',
				'aaia-chatbot',
			),
			/* translators: %s: name of the button. */
			Phrase::NotPassedOn            => __(
				'Your request couldn’t be passed on. You can try again with the button “%s”.',
				'aaia-chatbot',
			),
			/* translators: %s: title of a page. */
			Phrase::OtherLanguage          => __( 'The page “%s” says, in another language:', 'aaia-chatbot' ),
			/* translators: 1: title of a page, 2: name of a language. */
			Phrase::PageLanguage           => __( 'The page “%1$s” says, in %2$s:', 'aaia-chatbot' ),
			Phrase::ButtonName             => __( 'Talk to a person', 'aaia-chatbot' ),
		};
	}
}
