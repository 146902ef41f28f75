<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** English lexicon for the detection of intents, folded. */
final class EnglishLexicon implements Lexicon {

	private const LISTS = [
		'greeting' => [
			'heya', 'hola', 'hallo', 'gm', 'how are you doing', 'how are you doing today', 'how are things', 'how you doing',
			'how are you all', 'hows it going', 'good to see you', 'hello', 'hi', 'hey', 'hiya', 'howdy', 'good morning',
			'good afternoon', 'good evening', 'good day', 'greetings', 'how are you', 'how is it going', 'how s it going',
			'what s up', 'sup', 'yo', 'nice to meet you', 'morning', 'hello there', 'hi there', 'help', 'help me', 'i need help',
			'i need some help', 'need help', 'i have a question', 'have a question', 'a question', 'question', 'can you help',
			'can you help me', 'could you help me', 'i need information', 'i need some information',
		],
		'thanks' => [
			'thanks a million', 'a million thanks', 'appreciate it', 'you are great', 'you re great', 'you are the best',
			'you are awesome', 'that is great', 'that is perfect', 'thanks', 'thank you', 'thank u', 'thx', 'ty', 'tysm', 'cheers',
			'much appreciated', 'i appreciate it', 'appreciated', 'great', 'perfect', 'awesome', 'excellent', 'wonderful',
			'brilliant', 'lovely', 'that helps', 'that helped', 'very helpful', 'that s helpful', 'that was helpful', 'that s great',
			'that s perfect', 'got it', 'nice one', 'good bot', 'cool',
		],
		'goodbye' => [
			'bye', 'goodbye', 'good bye', 'bye bye', 'see you', 'see ya', 'see you later', 'see you soon', 'farewell', 'good night',
			'have a nice day', 'have a good day', 'have a great day', 'have a good one', 'take care', 'talk to you later', 'ttyl',
			'cya', 'that s all', 'that is all', 'that will be all', 'nothing else',
		],
		'yes' => [
			'yes', 'yeah', 'yep', 'yup', 'ok', 'okay', 'sure', 'please do', 'yes please', 'of course', 'go ahead', 'why not',
			'alright', 'all right', 'absolutely', 'definitely', 'i would', 'i d like that', 'sounds good', 'do it',
		],
		'no' => [
			'no', 'nope', 'nah', 'no thanks', 'no thank you', 'not now', 'never mind', 'nevermind', 'forget it', 'no need',
			'not really', 'it s fine', 'that s fine', 'don t bother',
		],
		'firm_yes' => [
			'yes', 'yeah', 'yep', 'yup', 'sure', 'please do', 'of course', 'go ahead', 'why not', 'absolutely', 'definitely',
			'i would', 'i d like that', 'sounds good', 'do it',
		],
		'not_ask_human'      => [ 'real estate', 'robots', 'bots' ],
		'you_are' => [
			'do i talk to', 'some kind of', 'are you', 'you are', 'you re', 'you', 'is this', 'is that', 'am i', 'are we',
			'am i talking to', 'talking to', 'speaking to', 'speaking with', 'chatting with', 'is it',
		],
		'machine' => [
			'robot', 'bot', 'chatbot', 'ai', 'human', 'human being', 'real person', 'actual person', 'computer', 'computer program',
			'automated', 'machine', 'artificial intelligence', 'chatgpt', 'gpt', 'program',
		],
		'filler' => [
			'kindly', 'big', 'amazing', 'time', 'with', 'me', 'right', 'or what', 'just', 'real', 'live', 'actual', 'here', 'again',
			'mate', 'man', 'bro', 'million', 'there', 'all', 'everyone', 'sir', 'madam', 'team', 'folks', 'guys', 'so', 'very',
			'much', 'a lot', 'lot', 'again', 'for', 'your', 'the', 'that', 'this', 'help', 'answer', 'info', 'information', 'please',
			'pls', 'plz', 'and', 'you', 'too', 'oh', 'ah', 'well', 'really', 'many', 'a', 'an', 'it', 'is', 's', 'just', 'kind',
			'assistant', 'bot', 'to', 'i', 'now', 'then', 'today',
		],
		'ask_human' => [
			'human behind', 'person behind', 'real person behind', 'not human are you', 'are you an actual human',
			'are you an actual person', 'is anyone human', 'anyone human', 'you a bot', 'you a robot', 'you human',
			'are you a live person', 'are you a real human', 'are you a robot', 'are you a bot', 'are you a chatbot',
			'are you an ai', 'are you ai', 'are you human', 'are you a human', 'are you real', 'are you a real person',
			'are you a person', 'are you a machine', 'are you a computer', 'are you alive', 'are you an actual person',
			'are you a real human', 'are you artificial', 'are you a program', 'are you chatgpt', 'is this a bot', 'is this a robot',
			'is this a real person', 'is this a human', 'is this an ai', 'is this automated', 'is this ai', 'is this a person',
			'is this a machine', 'am i talking to a', 'am i talking to an', 'am i talking with a', 'am i chatting with a',
			'am i chatting to a', 'am i speaking to a', 'am i speaking with a', 'am i speaking to an', 'you are a robot',
			'you re a robot', 'you are a bot', 'you re a bot', 'you are an ai', 'robot or human', 'human or robot', 'bot or human',
			'human or bot', 'robot or a human', 'human or a robot', 'human or a bot', 'bot or a human', 'person or a bot',
			'person or a robot', 'bot or a person', 'robot or a person',
		],
		'ask_who' => [
			'who are you', 'what are you', 'who is this', 'what is your name', 'what s your name', 'your name', 'what can you do',
			'what do you do', 'what can i ask', 'how can you help', 'what can you help', 'what are you able to do',
			'what is this chat', 'how does this chat work', 'who am i talking to', 'who am i speaking to', 'who am i chatting with',
		],
		'want' => [
			'want', 'wanna', 'would like', 'd like', 'like to', 'can i', 'could i', 'may i', 'can you', 'could you', 'need',
			'let me', 'prefer', 'wish', 'possible', 'how do i', 'how can i', 'is there a way', 'get me', 'give me', 'put me',
			'connect me', 'transfer me', 'can we', 'rather', 'looking for', 'request', 'demand', 'trying', 'have to', 'please',
			'is there', 'must', 'gotta',
		],
		'talk' => [
			'talk', 'talking', 'speak', 'speaking', 'chat', 'chatting', 'contact', 'reach', 'get hold of', 'get in touch',
			'be connected', 'connected', 'connect', 'transfer', 'transferred', 'through to', 'call', 'phone', 'in contact with',
			'put me through', 'help from', 'assistance from', 'handover',
		],
		'person' => [
			'someone', 'somebody', 'a person', 'real person', 'actual person', 'live person', 'human', 'humans', 'human being',
			'agent', 'live agent', 'representative', 'rep', 'advisor', 'adviser', 'operator', 'your team', 'the team', 'staff',
			'staff member', 'team member', 'manager', 'supervisor', 'technician', 'salesperson', 'sales rep', 'customer service',
			'customer support', 'customer care', 'support', 'support team', 'helpdesk', 'help desk', 'anyone', 'anybody',
			'an employee', 'a colleague', 'specialist', 'an expert', 'in charge',
		],
		'person_alone' => [
			'human', 'a human', 'real human', 'agent', 'an agent', 'live agent', 'representative', 'a representative', 'operator',
			'real person', 'a real person', 'person', 'a person', 'someone', 'somebody', 'customer service', 'customer support',
			'support', 'live chat', 'human help', 'human agent', 'human being', 'manager', 'advisor', 'live person',
		],
		'person_phrase' => [
			'someone i can talk to', 'someone i can speak to', 'anyone i can talk to', 'somebody i can talk to',
			'person i can talk to', 'don t want to talk to a bot', 'don t want to talk to a robot', 'don t want to speak to a bot',
			'don t want to chat with a bot', 'don t want a bot', 'instead of a bot', 'give me a human', 'give me a person',
			'give me a real person', 'give me an agent', 'talk to support', 'speak to support', 'talk to customer service',
			'talk to customer support', 'talk to a person', 'talk to a human', 'talk to someone', 'talk to somebody',
			'talk to a real', 'talk to an agent', 'talk to a representative', 'speak to a person', 'speak to a human',
			'speak to someone', 'speak to somebody', 'speak to a real', 'speak to an agent', 'speak with a person',
			'speak with a human', 'speak with someone', 'speak with an agent', 'speak with a real', 'talk with a person',
			'talk with a human', 'talk with someone', 'talk with an agent', 'chat with a human', 'chat with a person',
			'chat with someone', 'chat with an agent', 'contact a human', 'contact someone', 'reach a human', 'reach a person',
			'human please', 'agent please', 'person please', 'a real human', 'an actual human', 'a live agent', 'a live person',
			'not a robot', 'not a bot', 'not a machine', 'connect me to', 'connect me with', 'transfer me to', 'put me through',
			'get me a human', 'get me a person', 'get me someone', 'get me an agent', 'can someone help', 'can somebody help',
			'could someone help', 'can anyone help', 'is anyone there', 'is anybody there', 'is someone there', 'anyone there',
			'human assistance', 'human help', 'human support', 'need a human', 'need a person', 'need an agent', 'want a human',
			'want a person', 'want an agent',
		],
		'contact_phrase' => [
			'call me', 'call me back', 'phone me', 'ring me', 'contact me', 'email me', 'e mail me', 'write to me', 'text me',
			'get back to me', 'reach me', 'reach out to me', 'get in touch with me', 'be called', 'be called back', 'be contacted',
			'a call back', 'a callback', 'callback', 'someone call', 'somebody call', 'my number is', 'my phone number is',
			'my phone is', 'my email is', 'my e mail is', 'my email address is', 'here is my number', 'here is my email',
			'here s my number', 'here s my email', 'leave my number', 'leave my email', 'leave my details',
		],
		'frustration_phrase' => [
			'useless', 'not helping', 'not helpful', 'unhelpful', 'no help', 'no help at all', 'doesn t help', 'does not help',
			'didn t help', 'did not help', 'stupid bot', 'dumb bot', 'stupid robot', 'stupid chatbot', 'stupid machine',
			'you are stupid', 'you re stupid', 'so stupid', 'this is stupid', 'ridiculous', 'waste of time', 'wasting my time',
			'fed up', 'sick of', 'sick and tired', 'frustrated', 'frustrating', 'annoying', 'annoyed', 'angry', 'furious',
			'unacceptable', 'disgraceful', 'outrageous', 'terrible service', 'awful service', 'worst service', 'terrible experience',
			'you don t understand', 'you do not understand', 'don t you understand', 'not answering my question',
			'didn t answer my question', 'did not answer my question', 'not what i asked', 'that s not my question',
			'still no answer', 'going in circles', 'going round in circles', 'this is a joke', 'had enough',
		],
		'swearing' => [
			'fuck', 'fucking', 'fucked', 'fuckin', 'fck', 'shit', 'shitty', 'bullshit', 'crap', 'damn', 'goddamn', 'bastard',
			'bastards', 'bitch', 'asshole', 'arsehole', 'dickhead', 'wtf', 'stfu', 'idiot', 'idiots', 'moron', 'morons', 'dumbass',
			'bloody hell', 'piss off', 'pissed',
		],
		'thing' => [
			'site', 'website', 'web site', 'page', 'payment', 'payments', 'card', 'form', 'button', 'login', 'log in', 'sign in',
			'password', 'account', 'cart', 'basket', 'checkout', 'app', 'link', 'links', 'video', 'download', 'captcha',
			'promo code', 'coupon', 'discount code', 'registration', 'images', 'pictures', 'transaction',
		],
		'broken' => [
			'is broken', 'broken', 'is down', 'not working', 'isn t working', 'doesn t work', 'does not work', 'don t work',
			'do not work', 'stopped working', 'won t work', 'won t load', 'doesn t load', 'does not load', 'not loading',
			'isn t loading', 'fails', 'failed', 'failing', 'keeps failing', 'declined', 'is declined', 'was declined', 'rejected',
			'refused', 'crashes', 'crashed', 'crashing', 'freezes', 'frozen', 'stuck', 'error', 'bug', 'buggy', 'won t open',
			'doesn t open', 'does not respond', 'not responding', 'won t go through', 'doesn t go through', 'did not go through',
			'didn t go through', 'is blank', 'is empty', 'locked', 'hacked',
		],
		'technical_phrase' => [
			'error 404', 'error 500', 'error 403', 'error 502', 'error 503', '404 error', '500 error', '503 error', 'blank page',
			'white page', 'white screen', 'error message', 'technical problem', 'technical issue', 'technical error', 'can t log in',
			'cannot log in', 'can not log in', 'can t login', 'cannot login', 'can t sign in', 'cannot sign in', 'unable to log in',
			'unable to login', 'unable to sign in', 'unable to pay', 'unable to check out', 'unable to checkout', 'can t pay',
			'cannot pay', 'can t check out', 'can t checkout', 'cannot checkout', 'can t place my order', 'can t place an order',
			'cannot place my order', 'can t access my account', 'cannot access my account', 'can t submit', 'charged twice',
			'charged me twice', 'billed twice', 'paid twice', 'debited twice', 'account was hacked', 'been hacked', 'locked out',
		],
		'scope_phrase' => [
			'refund me', 'i want a refund', 'i want my money', 'give me my money', 'give me a refund', 'i demand a refund',
			'i need a refund', 'i d like a refund', 'i would like a refund', 'i want to sue', 'do my homework', 'tell me a joke',
			'tell me a story', 'write my thesis', 'write my essay', 'where is my order', 'where s my order', 'where is my package',
			'where s my package', 'where is my parcel', 'where s my parcel', 'where is my delivery', 'where is my refund',
			'my order hasn t arrived', 'my order has not arrived', 'my order didn t arrive', 'my order did not arrive',
			'my order never arrived', 'my package hasn t arrived', 'my parcel hasn t arrived', 'haven t received my order',
			'have not received my order', 'haven t received my parcel', 'haven t received my package', 'never received my',
			'received the wrong', 'arrived broken', 'arrived damaged', 'order status', 'status of my order', 'mistake on my invoice',
			'error on my invoice', 'mistake in my order',
		],
		'act' => [
			'cancel', 'change', 'modify', 'update', 'delete', 'remove', 'refund', 'reschedule', 'move', 'postpone', 'correct', 'fix',
			'unlock', 'reset', 'confirm', 'resend', 'extend', 'edit', 'close', 'amend', 'upgrade', 'downgrade', 'terminate',
		],
		'own'                => [ 'my', 'our' ],
		'matter' => [
			'order', 'orders', 'account', 'booking', 'reservation', 'subscription', 'parcel', 'package', 'invoice', 'invoices',
			'address', 'appointment', 'delivery', 'contract', 'registration', 'password', 'purchase', 'payment', 'ticket', 'tickets',
			'quote', 'rental', 'membership', 'details', 'data', 'table', 'room', 'slot',
		],
		'compose' => [
			'write', 'compose', 'draft', 'translate', 'solve', 'generate', 'draw', 'invent', 'make up', 'summarize', 'summarise',
		],
		'work' => [
			'thesis', 'essay', 'dissertation', 'poem', 'novel', 'story', 'joke', 'homework', 'song', 'article', 'code', 'script',
			'equation', 'exercise', 'letter', 'cv', 'resume', 'speech', 'text', 'sentence', 'paragraph', 'recipe', 'image', 'python',
			'javascript', 'program', 'blog post', 'assignment',
		],
		'how' => [
			'how', 'what', 'what s', 'when', 'where', 'why', 'which', 'who', 'can i', 'could i', 'may i', 'do you', 'does', 'do i',
			'is it possible', 'is there', 'are there', 'should i', 'is it', 'am i', 'are you', 'will you', 'if i', 'would i',
			'have you',
		],
		'what_now'           => [ 'what do i do', 'what should i do', 'what can i do', 'what to do', 'what now', 'what happens' ],
		'know'               => [ 'know', 'tell me', 'wondering', 'wonder', 'explain', 'find out', 'let me know', 'curious' ],
		'not_contact'        => [ 'call me a', 'call me an' ],
	];

	/** Abbreviations and phonetic spellings of chat messages. */
	private const SHORTHAND = [
		'r' => 'are', 'u' => 'you', 'ru' => 'are you', 'ur' => 'your', 'yuo' => 'you', 'ya' => 'you', '2' => 'to', 'hii' => 'hi',
		'helo' => 'hello', 'some1' => 'someone', 'any1' => 'anyone', 'sum1' => 'someone', 'gimme' => 'give me', 'lemme' => 'let me',
		'dont' => 'don t', 'cant' => 'can t', 'didnt' => 'didn t', 'doesnt' => 'doesn t', 'whats' => 'what s',
		'wassup' => 'what s up', 'thankyou' => 'thank you', 'tnx' => 'thanks', 'thnx' => 'thanks', 'thanx' => 'thanks',
		'thks' => 'thanks', 'speek' => 'speak',
	];

	public function shorthand(): array {
		return self::SHORTHAND;
	}

	public function lists(): array {
		return self::LISTS;
	}
}
